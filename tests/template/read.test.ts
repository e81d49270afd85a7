import { join } from 'node:path'
import { readTemplate, readTree } from '../../scripts/template/read.ts'
import { resolve } from '../../scripts/template/resolve.ts'
import { Symbols } from '../../scripts/template/symbols.ts'
import type { Node } from '../../scripts/template/tree.ts'
import type { Value } from '../../scripts/template/value.ts'
import { placeOf, placeText } from '../../scripts/template/value.ts'
import { opened, plain, refusalOf, valueAt, written } from './written.ts'

// Templates of a megabyte among them, on machines that do other things too.
jest.setTimeout(60_000)

const tree = (text: string): Node => readTree(join(written({ 'a.yaml': text }), 'a.yaml'))
const data = (text: string): unknown => plain(tree(text) as Value, new Symbols())

describe('YAML 1.1 as CloudFormation reads it', () => {
  test.each<[string, unknown]>([
    ['on', true],
    ['Yes', true],
    ['off', false],
    ['y', 'y'],
    ['"on"', 'on'],
    ["'1'", '1'],
    ['2012-10-17', '2012-10-17'],
    ['0777', 511],
    ['012345678901', '012345678901'],
    ['0x1F', 31],
    ['1_000', 1000],
    ['12:30', 750],
    ['22:80', '22:80'],
    ['1.50', 1.5],
    ['-3', -3],
    ['1e3', 1000],
    ['123456789012345678901', '123456789012345678901'],
    ['arn:aws:iam::1:root', 'arn:aws:iam::1:root'],
    ['!!str 5', '5'],
  ])('%s', (text, expected) => expect(data(`a: ${text}`)).toEqual({ a: expected }))

  test('an alias is what it names', () => expect(data('a: &x [1]\nb: *x')).toEqual({ a: [1], b: [1] }))
  test('a merge key gives what the map does not say itself', () =>
    expect(data('a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}')).toEqual({ a: { p: 1, q: 2 }, b: { q: 3, p: 1 } }))
  test('of several merged maps the first wins', () =>
    expect(data('a: &x {p: 1}\nc: &y {p: 2, q: 2}\nb: {<<: [*x, *y]}')).toMatchObject({ b: { p: 1, q: 2 } }))
  test('a quoted << is a key', () => expect(data('a: {"<<": 1}')).toEqual({ a: { '<<': 1 } }))
  test('JSON with tabs', () =>
    expect(data('{\n\t"a": {\n\t\t"b": "\\u0041"\n\t}\n}')).toEqual({ a: { b: 'A' } }))
  test('a byte order mark', () => expect(data('\ufeff{"a": 1}')).toEqual({ a: 1 }))
})

test('short and long forms are the same call', () => {
  const both = tree('a: !Sub x\nb: {Fn::Sub: x}')
  expect(both.kind === 'map' && [...both.entries.values()]).toMatchObject([
    { kind: 'call', name: 'Fn::Sub', argument: { text: 'x' } },
    { kind: 'call', name: 'Fn::Sub', argument: { text: 'x' } },
  ])
})

describe('places', () => {
  const template = `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: >-
        a long
        text
      SecurityGroupIngress:
        - CidrIp: 10.0.0.0/8
        - !If
          - Always
          - CidrIp: !Select
              - 0
              - - 10.1.0.0/16
          - !Ref AWS::NoValue
      VpcId: !Ref Vpc
      Tags:

        # a comment
        - {Key: a,
           Value: b}
  Vpc: {Type: 'AWS::EC2::VPC'}
Conditions:
  Always: !Equals [a, a]
`
  test.each([
    ['GroupDescription', 5, 25],
    ['SecurityGroupIngress.0.CidrIp', 9, 19],
    ['SecurityGroupIngress.1', 12, 13],
    ['SecurityGroupIngress.1.CidrIp', 14, 19],
    ['VpcId', 16, 14],
    ['Tags.0.Value', 21, 19],
  ])('%s', (path, line, column) => {
    const region = resolve(opened({ 'a.yaml': template }))
    const value = valueAt(region, 'Group', path)
    expect(value && placeOf(value)).toMatchObject({ line, column })
  })

  test('a resource is where its name is', () => {
    const [group] = resolve(opened({ 'a.yaml': template })).resources
    expect(group && placeText(group.at)).toMatch(/a\.yaml:2$/)
  })

  test('in JSON too', () => {
    const json = {
      Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: { Ref: 'AWS::Region' } } } },
    }
    const value = valueAt(resolve(opened({ 'a.json': json })), 'Vpc', 'CidrBlock')
    expect(value && placeOf(value)).toMatchObject({ line: 6, column: 22 })
  })
})

describe('what cannot be read', () => {
  const aTemplate = 'Resources: {A: {Type: T}}\n'
  test.each<[string, string, string]>([
    [
      'a syntax error',
      'a: [1\nb: 2',
      'a.yaml:2: Flow sequence in block collection must be sufficiently indented and end with a ]\nCorrect the syntax and try again.',
    ],
    [
      'bad JSON',
      '{"a" 1}',
      'a.yaml:1: Missing , or : between flow map items\nCorrect the syntax and try again.',
    ],
    [
      'a key twice',
      `${aTemplate}Outputs: {}\nResources: {}`,
      'a.yaml:3: the key Resources is there twice, first on line 1\nRemove one of the two.',
    ],
    [
      'a key that is a list',
      '? [a]\n: b',
      'a.yaml:1: a key that is not text\nWrite a plain name before the colon.',
    ],
    ['a list', '- a', 'a.yaml:1: the template is not a map\nName a CloudFormation template, YAML or JSON.'],
    [
      'an empty file',
      '',
      'a.yaml:1: the template is not a map\nName a CloudFormation template, YAML or JSON.',
    ],
    [
      'no Resources',
      'Outputs: {}',
      'a.yaml:1: the template has no Resources\nName a CloudFormation template, YAML or JSON.',
    ],
    [
      'Resources that are none',
      '\nResources: []',
      'a.yaml:2: Resources is not a map\nWrite names and what they mean under Resources, or remove it.',
    ],
    [
      'a resource without Type',
      'Resources:\n  A: {}',
      'a.yaml:2: the resource A has no Type\nAdd its type, such as AWS::EC2::VPC.',
    ],
    [
      'a parameter without Type',
      `Parameters:\n  P: {}\n${aTemplate}`,
      'a.yaml:2: the parameter P has no Type\nAdd its type, such as String.',
    ],
    [
      'an output without Value',
      `Outputs:\n  O: {Export: {Name: x}}\n${aTemplate}`,
      'a.yaml:2: an output without Value\nAdd its Value, or remove it.',
    ],
    [
      'a name given twice',
      `Parameters:\n  A: {Type: String}\n${aTemplate}`,
      'a.yaml:3: A is the name of a parameter as well (line 2)\nGive one of them another name: a Ref could mean either.',
    ],
    [
      'two documents',
      `${aTemplate}---\na: b`,
      'a.yaml:2: a second YAML document\nKeep one template in a file.',
    ],
    [
      'an alias of nothing',
      'a: *x',
      'a.yaml:1: *x refers to no anchor before it\nDefine &x first, or write the value out.',
    ],
    [
      'an alias of itself',
      'a: &x [*x]',
      'a.yaml:1: *x refers to no anchor before it\nDefine &x first, or write the value out.',
    ],
    [
      'a merge of no map',
      'a: {<<: b}',
      'a.yaml:1: a merge key << that merges no map\nName a map, or a list of maps, after it.',
    ],
    [
      'a private character',
      'a: b\nc: \ue000',
      "a.yaml:2: a character of Unicode's private use area (U+E000 to U+F8FF)\nRemove it: it means nothing to anybody else, and stands for unknown values here.",
    ],
    [
      'one in disguise',
      'a: b\n\nc: "\\uE000"',
      "a.yaml:3: a character of Unicode's private use area (U+E000 to U+F8FF)\nRemove it: it means nothing to anybody else, and stands for unknown values here.",
    ],
    [
      'one in a key',
      '{"\\uF8FF": 1}',
      "a.yaml:1: a character of Unicode's private use area (U+E000 to U+F8FF)\nRemove it: it means nothing to anybody else, and stands for unknown values here.",
    ],
  ])('%s', (_, text, message) => {
    expect(refusalOf(() => readTemplate(join(written({ 'a.yaml': text }), 'a.yaml')))).toBe(message)
  })

  test('no such file', () =>
    expect(refusalOf(() => readTemplate('gone.yaml'))).toBe(
      'gone.yaml: there is no such file\nName a CloudFormation template, YAML or JSON.',
    ))
  test('a folder', () =>
    expect(refusalOf(() => readTemplate('dist'))).toBe(
      'dist: this is a folder\nName a CloudFormation template, YAML or JSON.',
    ))
})

describe('hostile files', () => {
  const refused = (text: string) => refusalOf(() => tree(text)).split('\n')[0]

  test('an alias bomb', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`)
    expect(refused(['a0: &a0 [x]', ...levels].join('\n'))).toBe(
      'a.yaml:7: more than 1,000,000 values once its aliases are written out',
    )
  })
  test('a bomb of merge keys', () => {
    const keys = Array.from({ length: 2000 }, (_, i) => `k${i}: 1`).join(', ')
    const merges = Array.from({ length: 1000 }, (_, i) => `b${i}: {<<: *a}`)
    expect(refused([`a: &a {${keys}}`, ...merges].join('\n'))).toMatch(/more than 1,000,000 values/)
  })
  test.each([
    ['brackets', '['.repeat(400_000)],
    ['dashes', '- '.repeat(400_000)],
    ['questions', '? '.repeat(400_000)],
    ['objects', '{"a":'.repeat(150_000)],
  ])('%s without end', (_, text) => expect(refused(text)).toBe('a.yaml:1: nested too deeply'))
  test('as deep as a template may be', () =>
    expect(refused(`a: ${'['.repeat(190)}${']'.repeat(190)}`)).toBe('nothing was refused'))
  test('a megabyte too much', () =>
    expect(refused(`a: ${'x'.repeat(1_000_000)}`)).toBe(
      'a.yaml:1: 1,000,003 bytes, and CloudFormation takes 1,000,000',
    ))
  test('a megabyte of keys is read', () => {
    const node = tree(Array.from({ length: 70_000 }, (_, i) => `key${i}: a`).join('\n'))
    expect(node.kind === 'map' && node.entries.size).toBe(70_000)
  })
  test('a megabyte of tags that stand nowhere in the text is read', () => {
    const node = tree(`%TAG !a! !zz\n---\na:\n${'- !a!b aaaaa\n'.repeat(70_000)}`)
    expect(node.kind).toBe('map')
  })
  test('a megabyte of intrinsics is read', () => {
    const node = tree(`a:\n${'- !Ref aaaaa\n'.repeat(70_000)}`)
    expect(node.kind).toBe('map')
  })
})
