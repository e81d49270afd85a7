import { join } from 'node:path'
import { readDeploymentFile } from '../../scripts/template/deployment-file.ts'
import { resolve, resolveConcrete } from '../../scripts/template/resolve.ts'
import { opened, property, refusalOf, written } from './written.ts'

const template = `Parameters:
  Text: {Type: String, MinLength: 2, MaxLength: 4}
  Choice: {Type: String, AllowedValues: [a, b], Default: a}
  Id: {Type: String, AllowedPattern: "vpc-[0-9]+"}
  Count: {Type: Number, MinValue: 1, MaxValue: 9}
  Vpc: {Type: AWS::EC2::VPC::Id}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
  Zone: {Type: AWS::EC2::AvailabilityZone::Name}
  Image: {Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>, Default: /aws/image}
Resources:
  A:
    Type: T
    Properties: {Text: !Ref Text, Vpc: !Ref Vpc, Subnets: !Ref Subnets, Region: !Ref AWS::Region, Stack: !Ref AWS::StackId, Image: !Ref Image}
`
const open = (given: Record<string, string>) => opened({ 'a.yaml': template }, given)

describe('values that are taken', () => {
  test.each([
    ['Text', 'abc'],
    ['a:Text', 'abc'],
    ['Choice', 'b'],
    ['Id', 'vpc-1'],
    ['Count', '9'],
    ['Vpc', 'vpc-0123456789abcdef0'],
    ['Subnets', 'subnet-01234567, subnet-0123456789abcdef0'],
    ['Zone', 'us-east-1a'],
    ['AWS::Region', 'eu-west-1'],
    ['a:AWS::StackName', 'mine'],
  ])('%s=%s', (name, value) => expect(open({ [name]: value }).given.size).toBe(1))

  test('are what a Ref gives', () => {
    const region = resolve(open({ Text: 'abc', 'AWS::Region': 'eu-west-1' }))
    expect(property(region, 'A', 'Text')).toBe('abc')
    expect(property(region, 'A', 'Region')).toBe('eu-west-1')
  })
})

describe('values that are refused', () => {
  const cure = 'Give a value that it takes.'
  const not = (name: string, value: string, why: string, line: number) =>
    `${name}=${value}: the parameter does not take this value, ${why} (a.yaml:${line})\n${cure}`
  test.each<[string, string, string]>([
    ['Text', 'a', not('Text', 'a', 'its length is not between 2 and 4', 2)],
    ['Text', 'abcde', not('Text', 'abcde', 'its length is not between 2 and 4', 2)],
    ['Choice', 'c', not('Choice', 'c', 'it is none of a, b', 3)],
    ['Id', 'x vpc-1', not('Id', 'x vpc-1', 'it does not match vpc-[0-9]+', 4)],
    ['Count', '0', not('Count', '0', 'it is not between 1 and 9', 5)],
    ['Count', 'x', not('Count', 'x', 'it is not a number', 5)],
    ['Vpc', 'vpce-01234567', not('Vpc', 'vpce-01234567', 'it is no id such as vpc-0123456789abcdef0', 6)],
    [
      'Subnets',
      'subnet-01234567,x',
      not('Subnets', 'subnet-01234567,x', 'it is no id such as subnet-0123456789abcdef0', 7),
    ],
    ['Text', '\ue000', "Text: a character of Unicode's private use area\nRemove it."],
    [
      'Gone',
      'x',
      'Gone: a.yaml has no such parameter\nIts parameters are Text, Choice, Id, Count, Vpc, Subnets, Zone, Image.',
    ],
    [
      'b:Text',
      'x',
      'b:Text: a.yaml has no such parameter\nIts parameters are Text, Choice, Id, Count, Vpc, Subnets, Zone, Image.',
    ],
  ])('%s=%s', (name, value, message) => expect(refusalOf(() => open({ [name]: value }))).toBe(message))

  test('a nested stack takes none but its parent', () => {
    const files = {
      'main.yaml': 'Resources: {C: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: c.yaml}}}',
      'c.yaml': 'Parameters: {P: {Type: String}}\nResources: {A: {Type: T}}',
    }
    expect(refusalOf(() => opened(files, { 'c:P': 'x' }))).toBe(
      'c:P: main.yaml has no such parameter\nIt has no parameters; leave the value out.',
    )
  })
})

describe('concrete values', () => {
  const enough = new Map([
    ['Text', 'abc'],
    ['Id', 'vpc-1'],
    ['Count', '1'],
    ['Zone', 'us-east-1a'],
  ])

  test('ids are made up where the type says what they are', () => {
    const region = resolveConcrete(open({}), enough)
    expect(property(region, 'A', 'Vpc')).toMatch(/^vpc-0[0-9a-f]{16}$/)
    const subnets = property(region, 'A', 'Subnets') as string[]
    expect(new Set(subnets).size).toBe(2)
    for (const subnet of subnets) expect(subnet).toMatch(/^subnet-0[0-9a-f]{16}$/)
    expect(property(region, 'A', 'Image')).toMatch(/^ami-0[0-9a-f]{16}$/)
  })
  test('account, region and stack have values', () => {
    const stack = (values: ReadonlyMap<string, string>) =>
      property(resolveConcrete(open({}), values), 'A', 'Stack')
    expect(stack(enough)).toBe('arn:aws:cloudformation:us-east-1:111122223333:stack/a/0')
    expect(
      stack(new Map([...enough, ['AWS::Region', 'cn-north-1'], ['AWS::AccountId', '444455556666']])),
    ).toBe('arn:aws-cn:cloudformation:cn-north-1:444455556666:stack/a/0')
  })
  test('other parameters without a default must be given', () =>
    expect(refusalOf(() => resolveConcrete(open({})))).toBe(
      'a.yaml:2: the parameter Text has no default, and no value was given\nGive Text a value.',
    ))
})

describe('files of parameters', () => {
  const from = (content: string) =>
    readDeploymentFile(join(written({ 'p.json': content }), 'p.json')).parameters
  test.each([
    [
      'a list, as create-stack reads',
      '[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "ParameterValue": "x"}]',
    ],
    ['a deployment file', '{"Parameters": {"A": "1", "B": "x"}, "Tags": {"C": "y"}}'],
    ['one of Git sync', 'template-file-path: a.yaml\nparameters:\n  A: 1\n  B: x\n'],
    ['a map', '{"A": 1, "B": "x"}'],
    ['a map in YAML', 'A: 1\nB: x'],
  ])('%s', (_, content) =>
    expect([...from(content)]).toEqual([
      ['A', '1'],
      ['B', 'x'],
    ]),
  )

  test('lists and flags become texts', () =>
    expect([...from('A: [a, b]\nB: true')]).toEqual([
      ['A', 'a,b'],
      ['B', 'true'],
    ]))
  test.each([
    [
      'a value that is a map',
      'A: {b: c}',
      'p.json:1: the value of A is no text\nWrite a text, a number or a list of them.',
    ],
    [
      'an item without a key',
      '[{"ParameterValue": "x"}]',
      'p.json:1: no ParameterKey with a ParameterValue\nWrite both.',
    ],
    ['a text', 'hello', 'p.json:1: neither a list nor a map of parameters\nWrite names and values.'],
  ])('%s is refused', (_, content, message) => expect(refusalOf(() => from(content))).toBe(message))
})
