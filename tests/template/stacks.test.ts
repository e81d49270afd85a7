import { join } from 'node:path'
import { resolve } from '../../scripts/template/resolve.ts'
import { openStacks } from '../../scripts/template/stacks.ts'
import { addresses, opened, property, refusalOf, written } from './written.ts'

// Templates of a megabyte among them, on machines that do other things too.
jest.setTimeout(60_000)

const nest = (url: unknown, parameters: object = {}) => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: url, Parameters: parameters },
})
const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } }
const child = {
  Parameters: { Id: { Type: 'String', Default: 'none' } },
  Resources: { Vpc: vpc, Subject: { Type: 'T', Properties: { Id: { Ref: 'Id' } } } },
  Outputs: {
    VpcId: { Value: { Ref: 'Vpc' } },
    List: { Value: ['a'] },
    Left: { Condition: 'No', Value: 'x' },
  },
  Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
}
const output = (name: string) => ({ 'Fn::GetAtt': ['Child', `Outputs.${name}`] })

describe('nested stacks', () => {
  test.each<[string, unknown]>([
    ['a path', 'child.json'],
    ['a path with a folder', './templates/child.json'],
    ['a URL', 'https://s3.amazonaws.com/bucket/some/child.json'],
    ['a URL with a query', 'https://s3.amazonaws.com/bucket/child.json?versionId=1'],
    ['a Sub', { 'Fn::Sub': 'https://${Bucket}.s3.${AWS::URLSuffix}/${Prefix}child.json' }],
    ['a Sub with variables', { 'Fn::Sub': ['https://${B}/child.json', { B: 'x' }] }],
    ['a Join', { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::URLSuffix' }, '/x/', 'child.json']] }],
    ['a Ref of a parameter', { Ref: 'ChildUrl' }],
  ])('found by %s', (_, url) => {
    const Parameters = { ChildUrl: { Type: 'String', Default: 'https://x/child.json' } }
    const stacks = opened({
      'main.json': { Parameters, Resources: { Child: nest(url) } },
      'child.json': child,
    })
    expect(stacks.problems).toEqual([])
    expect(addresses(resolve(stacks))).toEqual(['Child', 'Child/Vpc', 'Child/Subject'])
  })

  test('found by the file that CDK notes', () => {
    const Child = {
      ...nest('https://x/0123abc.json'),
      Metadata: { 'aws:asset:path': 'Main.Child.nested.template.json' },
    }
    const stacks = opened({ 'main.json': { Resources: { Child } }, 'Main.Child.nested.template.json': child })
    expect(addresses(resolve(stacks))).toContain('Child/Vpc')
  })

  test('one in another folder is found when it is named, and is no root', () => {
    const folder = written({ 'child.json': child })
    const main = join(
      written({ 'main.json': { Resources: { Child: nest('https://x/child.json') } } }),
      'main.json',
    )
    const stacks = openStacks([join(folder, 'child.json'), main])
    expect(stacks.roots).toHaveLength(1)
    expect(addresses(resolve(stacks))).toContain('Child/Vpc')
  })

  test('one that is not found is a problem, and its outputs are unknown', () => {
    const Subject = { Type: 'T', Properties: { Id: output('VpcId') } }
    const stacks = opened({ 'main.json': { Resources: { Child: nest('https://x/gone.json'), Subject } } })
    expect(stacks.problems).toMatchObject([
      { why: 'the template of the nested stack Child was not found', at: { line: 3 } },
    ])
    expect(property(resolve(stacks), 'Subject', 'Id')).toBe(
      '?the template of the nested stack Child was not found',
    )
  })

  test('a name that is not known is not found', () => {
    const stacks = opened({
      'main.json': { Resources: { Child: nest({ 'Fn::Sub': 'https://x/${Name}.json' }) } },
    })
    expect(stacks.problems).toHaveLength(1)
  })

  test.each<[string, string, unknown]>([
    ['an id of the other stack', 'VpcId', 'vpc-‹Child/Vpc›'],
    ['no such output', 'Gone', /^\?the output Gone, which .*child\.json does not have$/],
    ['an output left out', 'Left', '?the output Left, which is not there under these conditions'],
    ['an output that is a list', 'List', '?the output List, which is no text'],
  ])('outputs: %s', (_, name, expected) => {
    const Subject = { Type: 'T', Properties: { Id: output(name) } }
    const stacks = opened({
      'main.json': { Resources: { Child: nest('child.json'), Subject } },
      'child.json': child,
    })
    const value = property(resolve(stacks), 'Subject', 'Id')
    expect(value).toEqual(expected instanceof RegExp ? expect.stringMatching(expected) : expected)
  })

  test.each<[string, object, unknown]>([
    ['what the parent passes', { Id: { Ref: 'Own' } }, 'vpc-‹Own›'],
    ['the default otherwise', {}, 'none'],
  ])('parameters: %s', (_, parameters, expected) => {
    const stacks = opened({
      'main.json': { Resources: { Own: vpc, Child: nest('child.json', parameters) } },
      'child.json': child,
    })
    expect(property(resolve(stacks), 'Child/Subject', 'Id')).toBe(expected)
  })

  test('parameters: one that gets nothing is unknown', () => {
    const strict = { ...child, Parameters: { Id: { Type: 'String' } } }
    const stacks = opened({ 'main.json': { Resources: { Child: nest('child.json') } }, 'child.json': strict })
    expect(property(resolve(stacks), 'Child/Subject', 'Id')).toBe(
      '?the parameter Id of Child, which gets no value',
    )
  })
})

describe('exports and imports, as CDK writes them', () => {
  const network = {
    Resources: { Vpc8378EB38: vpc },
    Outputs: {
      ExportsOutputRefVpc: { Value: { Ref: 'Vpc8378EB38' }, Export: { Name: 'Network:ExportsOutputRefVpc' } },
      Named: { Value: 'x', Export: { Name: { 'Fn::Sub': '${AWS::StackName}-named' } } },
    },
  }
  const api = {
    Resources: {
      Endpoint: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          VpcId: { 'Fn::ImportValue': 'Network:ExportsOutputRefVpc' },
          Other: { 'Fn::ImportValue': 'Network:Gone' },
          Named: { 'Fn::ImportValue': 'net-named' },
        },
      },
    },
  }
  const files = { 'Api.template.json': api, 'Network.template.json': network }
  const both = Object.keys(files)

  test('an import is the value exported', () => {
    const region = resolve(opened(files, {}, both))
    expect(addresses(region)).toEqual(['Api:Endpoint', 'Network:Vpc8378EB38'])
    expect(property(region, 'Api:Endpoint', 'VpcId')).toBe('vpc-‹Network:Vpc8378EB38›')
  })
  test('one that nobody exports is unknown', () => {
    const why = '?the import Network:Gone, which no given template exports'
    expect(property(resolve(opened(files, {}, both)), 'Api:Endpoint', 'Other')).toBe(why)
  })
  test('the other template must be given', () => {
    expect(property(resolve(opened(files)), 'Endpoint', 'VpcId')).toMatch(/^\?the import/)
  })
  test('a name made of the stack name is found when that is given', () => {
    expect(property(resolve(opened(files, {}, both)), 'Api:Endpoint', 'Named')).toMatch(/^\?the import/)
    const given = { 'Network:AWS::StackName': 'net' }
    expect(property(resolve(opened(files, given, both)), 'Api:Endpoint', 'Named')).toBe('x')
  })
})

describe('problems', () => {
  test('a Transform', () => {
    const stacks = opened({ 'a.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: T}}' })
    expect(stacks.problems).toMatchObject([
      { why: 'a Transform, so what is deployed is not what is written here', at: { line: 1 } },
    ])
  })
  test('a loop over resources', () => {
    const stacks = opened({
      'a.yaml': 'Resources:\n  Fn::ForEach::All: [x, [a], {A: {Type: T}}]\n  B: {Type: T}',
    })
    expect(stacks.problems).toMatchObject([
      { why: 'resources or outputs made by a transform or a loop', at: { line: 2 } },
    ])
    expect(addresses(resolve(stacks))).toEqual(['B'])
  })
  test('properties that come from elsewhere leave the resource in doubt', () => {
    const stacks = opened({ 'a.yaml': 'Resources: {A: {Type: T, Properties: {Fn::Transform: {Name: x}}}}' })
    expect(resolve(stacks).resources[0]?.doubt?.why).toBe('Fn::Transform')
  })
  test('a plain template has none', () => expect(opened({ 'a.json': child }).problems).toEqual([]))
})

describe('circles', () => {
  const yaml = (text: string) => refusalOf(() => resolve(opened({ 'a.yaml': text })))

  test.each([
    [
      'conditions',
      'Conditions:\n  A: !Not [!Condition B]\n  B: !Not [{Condition: A}]\nResources: {R: {Type: T}}',
      'a.yaml:2: conditions in a circle: A → B → A\nDefine one without the others.',
    ],
    [
      'resources',
      'Resources:\n  A:\n    Type: T\n    Properties: {P: !Ref B}\n  B: {Type: T, Properties: {P: !Sub "${A.Arn}"}}',
      'a.yaml:4: resources in a circle: A → B → A\nMake one without the other, for instance a security group and its rule as two resources.',
    ],
    [
      'a resource and itself',
      'Resources:\n  A: {Type: T, DependsOn: A}',
      'a.yaml:2: resources in a circle: A → A\nMake one without the other, for instance a security group and its rule as two resources.',
    ],
    [
      'blocks of one another',
      'Resources:\n  A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !GetAtt B.CidrBlock}}\n  B: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !GetAtt A.CidrBlock}}',
      'a.yaml:2: B.CidrBlock → A.CidrBlock → B.CidrBlock is a circle\nBreak it at one of them.',
    ],
  ])('%s', (_, text, message) => expect(yaml(text)).toBe(message))

  test('a branch that is not taken makes none', () => {
    const text = `Conditions: {No: !Equals [a, b]}
Resources:
  A: {Type: T, Properties: {P: !If [No, !Ref B, x]}}
  B: {Type: T, Properties: {P: !Ref A}}`
    expect(yaml(text)).toBe('nothing was refused')
  })

  test('stacks that nest one another', () => {
    const files = {
      'a.json': { Resources: { B: nest('b.json') } },
      'b.json': { Resources: { A: nest('a.json') } },
    }
    const message = 'b.json:3: this nests a.json, which nests this template\nBreak the circle of stacks.'
    expect(refusalOf(() => opened(files))).toBe(message)
    expect(refusalOf(() => opened(files, {}, ['a.json', 'b.json']))).toBe(message)
  })
  test('a stack that nests itself', () => {
    expect(refusalOf(() => opened({ 'a.json': { Resources: { A: nest('a.json') } } }))).toMatch(
      /^a\.json:3: this nests/,
    )
  })
  test('stacks that pass one another their outputs', () => {
    const Resources = {
      A: nest('child.json', { Id: { 'Fn::GetAtt': ['B', 'Outputs.Id'] } }),
      B: nest('child.json', { Id: { 'Fn::GetAtt': ['A', 'Outputs.Id'] } }),
    }
    const echo = { ...child, Outputs: { Id: { Value: { Ref: 'Id' } } } }
    expect(refusalOf(() => resolve(opened({ 'main.json': { Resources }, 'child.json': echo })))).toMatch(
      /is a circle\nBreak it at one of them\.$/,
    )
  })
})

describe('hostile stacks', () => {
  test('each nesting the next twice', () => {
    const files = Object.fromEntries(
      Array.from({ length: 15 }, (_, i) => [
        `s${i}.json`,
        { Resources: { A: nest(`s${i + 1}.json`), B: nest(`s${i + 1}.json`) } },
      ]),
    )
    expect(refusalOf(() => opened(files))).toMatch(/more than 500 nested stacks/)
  })
  test('nested without end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`s${i}.json`, { Resources: { A: nest(`s${i + 1}.json`) } }]),
    )
    expect(refusalOf(() => opened(files))).toMatch(/stacks nested more than 20 deep/)
  })
  test('texts that grow tenfold from one to the next', () => {
    const resources = Array.from({ length: 40 }, (_, i) => {
      const before = Array.from({ length: 10 }, () => `!GetAtt V${i}.CidrBlock`).join(', ')
      return `  V${i + 1}: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Join ["", [${before}]]}}`
    })
    const text = [
      'Resources:',
      '  V0: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}',
      ...resources,
    ].join('\n')
    expect(property(resolve(opened({ 'a.yaml': text })), 'V40', 'CidrBlock')).toBe(
      '?a text of more than a million characters',
    )
  })
  test('values that need one another without end', () => {
    const conditions = Array.from({ length: 5000 }, (_, i) => `  C${i + 1}: !Not [!Condition C${i}]`)
    const text = [
      'Conditions:',
      '  C0: !Equals [a, a]',
      ...conditions,
      'Resources:',
      '  A: {Type: T, Condition: C5000}',
    ].join('\n')
    expect(refusalOf(() => resolve(opened({ 'a.yaml': text })))).toMatch(
      /more than 500 values inside one another/,
    )
  })
  test('more symbols than there are', () => {
    const resources = Array.from(
      { length: 7000 },
      (_, i) => `  R${i}: {Type: T, Properties: {P: !Ref Q${i}}}\n  Q${i}: {Type: T}`,
    )
    expect(refusalOf(() => resolve(opened({ 'a.yaml': ['Resources:', ...resources].join('\n') })))).toMatch(
      /more values known only at deployment/,
    )
  })
})

test('two roots of one name are refused', () => {
  const [a, b] = [written({ 'x.json': child }), written({ 'x.json': child })]
  expect(refusalOf(() => openStacks([join(a, 'x.json'), join(b, 'x.json')]))).toBe(
    'x.json and x.json have the same name\nRename one: stacks are told apart by it.',
  )
})
test('no template at all is refused', () =>
  expect(refusalOf(() => openStacks([]))).toBe('no template is named\nName one, such as dist/main.yaml.'))
