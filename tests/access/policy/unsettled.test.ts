import { decidePolicy, Unsettled } from '../../../scripts/access/policy/decide.ts'
import { takeReadings } from '../../../scripts/access/policy/unsettled.ts'
import { API, allow, deny, policyOf, requestOf, without } from './document.ts'

const when = (operator: string, wanted: unknown, key = 'aws:K') => ({
  Condition: { [operator]: { [key]: wanted } },
})
const alice = 'arn:aws:iam::111111111111:user/alice'
const context = { 'aws:K': 'x' }
type Row = [string, object, Parameters<typeof requestOf>[0], string]

/** Points with a reading: Unsettled by itself, and the effect where readings are taken. */
const readings: Row[] = [
  [
    'ForAnyValue negated, key missing (U13)',
    allow(when('ForAnyValue:StringNotEquals', 'x')),
    {},
    'implicit-deny',
  ],
  ['the same in a Deny', deny(when('ForAnyValue:StringNotEquals', 'x')), {}, 'implicit-deny'],
  [
    'ForAnyValue IfExists, key missing, opens nothing',
    allow(when('ForAnyValue:BoolIfExists', 'true')),
    {},
    'implicit-deny',
  ],
  ['and closes in a Deny', deny(when('ForAnyValue:BoolIfExists', 'true')), {}, 'explicit-deny'],
  [
    'ForAllValues of an empty text',
    allow(when('ForAllValues:StringEquals', 'y')),
    { context: { 'aws:K': '' } },
    'allow',
  ],
  [
    'several values without a set operator',
    allow(when('StringEquals', 'y')),
    { context: { 'aws:K': ['x', 'y'] } },
    'allow',
  ],
  [
    'the same negated',
    allow(when('StringNotEquals', 'y')),
    { context: { 'aws:K': ['x', 'y'] } },
    'implicit-deny',
  ],
  ['a policy variable', allow(when('StringEquals', '${aws:K}')), { context }, 'allow'],
  ['its default', allow(when('StringEquals', "${aws:None, 'x'}")), { context }, 'allow'],
  [
    'a variable without a value matches nothing',
    allow(when('StringLike', '*${aws:None}')),
    { context },
    'implicit-deny',
  ],
  [
    'not even an ARN',
    allow(when('ArnLike', 'arn:aws:iam::1:${aws:None}')),
    { context: { 'aws:K': 'arn:aws:iam::1:x' } },
    'implicit-deny',
  ],
  [
    'wildcards of a value are characters',
    allow(when('StringLike', '${aws:L}')),
    { context: { 'aws:K': 'x', 'aws:L': '*' } },
    'implicit-deny',
  ],
  [
    'a variable in a resource',
    allow({ Resource: 'execute-api:/prod/GET/${aws:K}' }),
    { context: { 'aws:k': 'pets' } },
    'allow',
  ],
  ['a pattern that is no ARN', allow(when('ArnLike', '*')), { context }, 'implicit-deny'],
  ['the same negated', allow(when('ArnNotLike', 'arn:aws:iam:*')), { context }, 'allow'],
  ['a value that is no ARN', allow(when('ArnLike', 'arn:*:*:*:*:*')), { context }, 'implicit-deny'],
  [
    'a wildcard inside a principal',
    allow({ Principal: { AWS: 'arn:aws:iam::111111111111:user/*' } }),
    { principal: alice },
    'implicit-deny',
  ],
  ['a unique id as principal', allow({ Principal: { AWS: 'AIDAEXAMPLE' } }), {}, 'implicit-deny'],
  [
    'a canonical user',
    allow({ Principal: { CanonicalUser: '79a59d' } }),
    { principal: alice },
    'implicit-deny',
  ],
  [
    'NotPrincipal with Allow (U7)',
    without('Principal', allow({ NotPrincipal: { AWS: alice } })),
    {},
    'allow',
  ],
  [
    'and whom it lists',
    without('Principal', allow({ NotPrincipal: { AWS: alice } })),
    { principal: alice },
    'implicit-deny',
  ],
  [
    'NotPrincipal with the caller and not its account',
    without('Principal', deny({ NotPrincipal: { AWS: alice } })),
    { principal: alice },
    'implicit-deny',
  ],
  [
    'NotPrincipal with the account only',
    without('Principal', deny({ NotPrincipal: { AWS: '111111111111' } })),
    { principal: alice },
    'explicit-deny',
  ],
  [
    'a wildcard that has to cross a colon',
    allow({ Resource: 'arn:aws:execute-api:*:abcdefghij:x*' }),
    { resource: 'arn:aws:execute-api:r:1:abcdefghij:xy' },
    'implicit-deny',
  ],
  ['an ARN too short opens nothing', allow({ Resource: 'arn:aws:execute-api:*' }), {}, 'implicit-deny'],
  ['and closes in a Deny', deny({ Resource: 'arn:aws:execute-api:*' }), {}, 'explicit-deny'],
  [
    'and in a Deny of other resources',
    without('Resource', deny({ NotResource: 'arn:aws:execute-api:*' })),
    {},
    'explicit-deny',
  ],
]

describe.each(readings)('%s', (_name, statement, changes, effect) => {
  const policy = policyOf([statement])
  test('is unsettled', () => expect(() => decidePolicy(policy, requestOf(changes), API)).toThrow(Unsettled))
  test(`is read as ${effect}, and said`, () => {
    const notes: string[] = []
    const doubts = takeReadings((why) => notes.push(why))
    expect(decidePolicy(policy, requestOf(changes), API, doubts).effect).toBe(effect)
    expect(notes).toHaveLength(1)
  })
})

/** Texts that the service would refuse: no reading makes a verdict of them. */
const unreadable: [string, object][] = [
  ['an unknown operator', allow(when('StringEqual', 'x'))],
  ['an operator of another language', allow(when('StringEqualsIfPresent', 'x'))],
  ['Null with IfExists', allow(when('NullIfExists', 'true'))],
  ['Null with a set operator', allow(when('ForAnyValue:Null', 'true'))],
  ['Null with another word', allow(when('Null', 'yes'))],
  ['Bool with another word', allow(when('Bool', '1'))],
  ['an octet over 255', allow(when('IpAddress', '256.0.0.0/8'))],
  ['an octet with a leading zero', allow(when('IpAddress', '010.0.0.0/8'))],
  ['a prefix over 32', allow(when('IpAddress', '10.0.0.0/33'))],
  ['a prefix over 128', allow(when('NotIpAddress', '::/129'))],
  ['a prefix that is none', allow(when('IpAddress', '10.0.0.0/'))],
  ['an address of three parts', allow(when('IpAddress', '10.0.0'))],
  ['a wildcard as address', allow(when('IpAddress', '10.0.*'))],
  ['two gaps in an address', allow(when('IpAddress', '1::2::3'))],
  ['a gap in an address that has none', allow(when('IpAddress', '1:2:3:4::5:6:7:8'))],
  ['nine groups in an address', allow(when('IpAddress', '1:2:3:4:5:6:7:8:9'))],
  ['a number with an exponent', allow(when('NumericEquals', '1e3'))],
  ['an empty number', allow(when('NumericLessThan', ''))],
  ['a moment without its zone', allow(when('DateLessThan', '2026-01-01T00:00:00'))],
  ['a day that its month has not', allow(when('DateLessThan', '2026-02-29'))],
  ['a month that the year has not', allow(when('DateLessThan', '2026-13-01'))],
  ['a lone year', allow(when('DateLessThan', '2026'))],
  ['a variable that does not end', allow(when('StringEquals', 'x${aws:K'))],
  ['a variable without a name', allow(when('StringEquals', '${}'))],
  ['a variable in an action', allow({ Action: 'execute-api:${aws:K}' })],
  ['an unknown type of principal', allow({ Principal: { Aws: '*' } })],
  ['a resource policy without principals', without('Principal', allow())],
  ['an address that the request has not', allow(when('IpAddress', '10.0.0.0/8'))],
]

test.each(unreadable)('%s has no verdict, whatever else the statement says', (_name, statement) => {
  const policy = policyOf([
    allow(),
    { ...statement, Action: 'Action' in statement ? statement.Action : 'x:Y' },
  ])
  expect(() =>
    decidePolicy(
      policy,
      requestOf({ context }),
      API,
      takeReadings(() => {}),
    ),
  ).toThrow(Unsettled)
})

test.each(unreadable.slice(0, -1))('%s has none without the key either', (_name, statement) => {
  expect(() => decidePolicy(policyOf([statement]), requestOf(), API)).toThrow(Unsettled)
})

test('an unsettled point has its place', () => {
  const policy = policyOf([allow(when('IpAddress', 'x'))])
  expect(() => decidePolicy(policy, requestOf(), API)).toThrow(
    expect.objectContaining({ at: { file: 'policy.json', line: 1, column: 1 } }),
  )
})

describe('without Version 2012-10-17', () => {
  test.each([null, '2008-10-17'])('(%s) a variable is text', (version) => {
    const policy = policyOf([allow(when('StringEquals', '${aws:K}'))], version)
    expect(decidePolicy(policy, requestOf({ context }), API).effect).toBe('implicit-deny')
    const same = requestOf({ context: { 'aws:K': '${aws:K}' } })
    expect(decidePolicy(policy, same, API).effect).toBe('allow')
  })
  test.each([
    ['2012-10-17', '*', true],
    ['2012-10-17', 'ab', false],
    ['2008-10-17', '${ab}', true],
    ['2008-10-17', '*', false],
  ])('${*} in %s fits %s: %s', (version, actual, fits) => {
    const policy = policyOf([allow(when('StringLike', '${*}'))], version)
    const { effect } = decidePolicy(policy, requestOf({ context: { 'aws:K': actual } }), API)
    expect(effect).toBe(fits ? 'allow' : 'implicit-deny')
  })
})
