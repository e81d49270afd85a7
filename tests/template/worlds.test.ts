import type { Relevant } from '../../scripts/template/relevance.ts'
import { resolve } from '../../scripts/template/resolve.ts'
import { worldText } from '../../scripts/template/world.ts'
import { worlds } from '../../scripts/template/worlds.ts'
import { addresses, opened, property } from './written.ts'

const everything: Relevant = () => true
const of = (yaml: string, relevant = everything, given: Record<string, string> = {}) => {
  const stacks = opened({ 'a.yaml': yaml }, given)
  const found = worlds(stacks, relevant)
  return { stacks, found, texts: found.map(worldText) }
}
const template = (parameter: string, condition: string, rest = '') => `
Parameters:
  P: ${parameter}
  Q: {Type: String}
Conditions:
  C: ${condition}
Resources:
  A: {Type: T, Condition: C}
${rest}`

describe('the cases of a parameter', () => {
  test.each<[string, string, string, string[]]>([
    [
      'each allowed value',
      '{Type: String, AllowedValues: [a, b, c]}',
      '!Equals [!Ref P, a]',
      ['P=a', 'P=b', 'P=c'],
    ],
    ['allowed numbers', '{Type: Number, AllowedValues: [1, 2]}', '!Equals [!Ref P, 1]', ['P=1', 'P=2']],
    [
      'allowed values that a pattern refuses',
      '{Type: String, AllowedValues: [a, b], AllowedPattern: a}',
      '!Equals [!Ref P, a]',
      ['P=a'],
    ],
    [
      'a pattern of values',
      '{Type: String, AllowedPattern: ^(on|off)$}',
      '!Equals [!Ref P, "on"]',
      ['P=on', 'P=off'],
    ],
    ['the literal and any other', '{Type: String}', '!Equals [!Ref P, ""]', ['P=""', 'P=(any other)']],
    ['the literal first', '{Type: String}', '!Equals [x, !Ref P]', ['P=x', 'P=(any other)']],
    [
      'two literals and any other',
      '{Type: String}',
      '!Or [!Equals [!Ref P, a], !Equals [!Ref P, b]]',
      ['P=a', 'P=b', 'P=(any other)'],
    ],
    [
      'a literal that the pattern refuses',
      '{Type: String, AllowedPattern: "[0-9]+"}',
      '!Equals [!Ref P, a]',
      [''],
    ],
    ['a literal that the type refuses', '{Type: "AWS::EC2::VPC::Id"}', '!Equals [!Ref P, ""]', ['']],
    [
      'a literal of an id or nothing',
      '{Type: String, AllowedPattern: "^$|^vpc-[0-9a-f]+$"}',
      '!Equals [!Ref P, ""]',
      ['P=""', 'P=(any other)'],
    ],
    ['a literal that is too short', '{Type: String, MinLength: 2}', '!Equals [!Ref P, a]', ['']],
    ['a text around it', '{Type: String}', '!Equals [!Sub "x-${P}", x-1]', ['P=1', 'P=(any other)']],
    [
      'a region',
      '{Type: String}',
      '!Equals [!Ref AWS::Region, us-east-1]',
      ['AWS::Region=us-east-1', 'AWS::Region=(any other)'],
    ],
    ['nothing that needs deciding', '{Type: String}', '!Equals [a, b]', ['']],
    [
      'only what the first operand leaves open',
      '{Type: String}',
      '!And [!Equals [!Ref P, a], !Equals [!Ref Q, b]]',
      ['P=a, Q=b', 'P=a, Q=(any other)', 'P=(any other)'],
    ],
  ])('%s', (_, parameter, condition, expected) =>
    expect(of(template(parameter, condition)).texts).toEqual(expected),
  )

  test('a value that is given is no case', () =>
    expect(of(template('{Type: String}', '!Equals [!Ref P, a]'), everything, { P: 'a' }).texts).toEqual(['']))

  test('another value stays a symbol that says what it is not', () => {
    const yaml = template('{Type: String}', '!Equals [!Ref P, a]', '  B: {Type: T, Properties: {V: !Ref P}}')
    const { stacks, found } = of(yaml)
    const [first, other] = found.map((world) => resolve(stacks, world))
    expect(first && addresses(first)).toEqual(['A', 'B'])
    expect(first && property(first, 'B', 'V')).toBe('a')
    expect(other && addresses(other)).toEqual(['B'])
    expect(other && property(other, 'B', 'V')).toBe('‹P›')
    expect(other?.choices).toEqual([{ parameter: 'P', value: undefined }])
    expect(other?.except).toEqual(new Map([['P', new Set(['a'])]]))
  })

  test('what no value decides is a problem with its line', () => {
    const { stacks, texts } = of(template('{Type: String}', '!Equals [!Ref P, !Ref Q]'))
    expect(texts).toEqual([''])
    expect(stacks.problems).toMatchObject([
      { why: 'a comparison that only deployment decides', at: { line: 6 } },
    ])
  })
  test('a hostile pattern is given up', () => {
    const pattern = '{Type: String, AllowedPattern: ^(a+)+$}'
    expect(of(template(pattern, `!Equals [!Ref P, ${'a'.repeat(40)}!]`)).texts).toHaveLength(2)
  })
})

describe('relevance', () => {
  const yaml = template(
    '{Type: String}',
    '!Equals [!Ref P, a]',
    `  B: {Type: U, Properties: {V: !If [D, x, y], W: !If [E, x, y]}}
  G: {Type: Group, Condition: F}
  H: {Type: Group, Condition: F}
  L: {Type: V, Properties: {Groups: [!Ref H]}}
`,
  ).replace(
    'Resources:',
    '  D: !Equals [!Ref Q, d]\n  E: !Equals [!Ref Q, e]\n  F: !Equals [!Ref Q, f]\nResources:',
  )

  test.each<[string, Relevant, string[]]>([
    ['nothing', () => false, ['']],
    ['a type', (type) => type === 'T', ['P=a', 'P=(any other)']],
    ['a type without its properties', (type, name) => type === 'U' && name === '', ['']],
    ['one property', (type, name) => type === 'U' && name !== 'W', ['Q=d', 'Q=(any other)']],
    ['both', (type) => type === 'U', ['Q=d', 'Q=e', 'Q=(any other)']],
    ['a group that nothing relevant has', (type) => (type === 'Group' ? 'if-referenced' : false), ['']],
    [
      'a group that something has',
      (type) => (type === 'Group' ? 'if-referenced' : type === 'V'),
      ['Q=f', 'Q=(any other)'],
    ],
  ])('%s', (_, relevant, expected) => expect(of(yaml, relevant).texts).toEqual(expected))

  test.each([
    ['that lists its values is each of them', '{Type: String, AllowedValues: [a, b]}', ['P=a', 'P=b']],
    ['that does not stays open', '{Type: String}', ['']],
  ])('by value, a parameter %s', (_, parameter, expected) => {
    const text = template(parameter, '!Equals [a, a]', '  B: {Type: U, Properties: {V: !Ref P, W: !Ref P}}')
    expect(of(text, (type, name) => type === 'U' && name === 'V').texts).toEqual([''])
    const byValue: Relevant = (type, name) => type === 'U' && (name === 'V' ? 'by-value' : name === '')
    expect(of(text, byValue).texts).toEqual(expected)
  })

  test('a condition behind a nested parameter and an output matters', () => {
    const stacks = opened({
      'main.yaml': `
Parameters: {P: {Type: String}, Unused: {Type: String}}
Conditions: {C: !Equals [!Ref P, a], D: !Equals [!Ref Unused, a]}
Resources:
  One: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: one.yaml, Parameters: {X: !If [C, 1, 2], Y: !If [D, 1, 2]}}}
  Two: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: two.yaml, Parameters: {X: !GetAtt One.Outputs.X}}}
  Three: {Type: AWS::CloudFormation::Stack, Condition: D, Properties: {TemplateURL: one.yaml}}
`,
      'one.yaml':
        'Parameters: {X: {Type: String, Default: 0}, Y: {Type: String, Default: 0}}\nResources: {A: {Type: T}}\nOutputs: {X: {Value: !Ref X}}',
      'two.yaml':
        'Parameters: {X: {Type: String}}\nConditions: {C: !Equals [!Ref X, 1]}\nResources: {A: {Type: U, Condition: C}}',
    })
    const found = worlds(stacks, (type) => type === 'U')
    expect(found.map(worldText)).toEqual(['main:P=a', 'main:P=(any other)'])
    expect(found.map((world) => addresses(resolve(stacks, world)).includes('Two/A'))).toEqual([true, false])
    expect(worlds(stacks, (type) => type === 'T').map(worldText)).toEqual([
      'main:Unused=a',
      'main:Unused=(any other)',
    ])
  })
})

test('rules that refuse nearly every world end the search', () => {
  const names = Array.from({ length: 30 }, (_, i) => `P${i}`)
  const last = '!Equals [!Ref P29, a]'
  const { stacks, texts } = of(`
Parameters: {${names.map((name) => `${name}: {Type: String}`).join(', ')}}
Conditions: {${names.map((name) => `${name}: !Equals [!Ref ${name}, a]`).join(', ')}}
Rules: {R: {Assertions: [{Assert: !And [${last}, !Not [${last}]]}]}}
Resources: {${names.map((name) => `R${name}: {Type: T, Condition: ${name}}`).join(', ')}}
`)
  expect(texts).toEqual([])
  expect(stacks.problems[0]?.why).toMatch(/^too many worlds/)
})

describe('rules', () => {
  const ruled = (rule: string) =>
    of(
      `${template('{Type: String}', '!Equals [!Ref P, ""]', '  B: {Type: T, Condition: D}\n')}Rules:\n  R: ${rule}`.replace(
        'Resources:',
        '  D: !Equals [!Ref Q, ""]\nResources:',
      ),
    )
  const every = ['P="", Q=""', 'P="", Q=(any other)', 'P=(any other), Q=""', 'P=(any other), Q=(any other)']

  test.each<[string, string, string[]]>([
    ['one that holds', '{Assertions: [{Assert: !Equals [a, a]}]}', every],
    [
      'one without a condition decides',
      '{Assertions: [{Assert: !Not [!Equals [!Ref P, ""]]}]}',
      ['Q=""', 'Q=(any other)'],
    ],
    [
      'one under a condition',
      '{RuleCondition: !Not [!Equals [!Ref P, ""]], Assertions: [{Assert: !Not [!Equals [!Ref Q, ""]]}]}',
      ['P="", Q=""', 'P="", Q=(any other)', 'P=(any other)'],
    ],
    [
      'one whose condition does not hold',
      '{RuleCondition: !Equals [a, b], Assertions: [{Assert: !Equals [a, b]}]}',
      every,
    ],
    ['And', '{Assertions: [{Assert: !And [!Equals [!Ref P, ""], !Equals [!Ref Q, ""]]}]}', every.slice(0, 1)],
    ['Or', '{Assertions: [{Assert: !Or [!Equals [!Ref P, ""], !Equals [!Ref Q, ""]]}]}', every.slice(0, 3)],
    ['Contains', '{Assertions: [{Assert: !Contains [[""], !Ref P]}]}', every.slice(0, 2)],
    ['one that is not understood', '{Assertions: [{Assert: !EachMemberIn [[a], [b]]}]}', every],
    ['no assertion', '{}', every],
  ])('%s', (_, rule, expected) => expect(ruled(rule).texts).toEqual(expected))
})
