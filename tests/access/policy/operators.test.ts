import { decidePolicy } from '../../../scripts/access/policy/decide.ts'
import { operators } from '../../../scripts/access/policy/operators/index.ts'
import { API, allow, policyOf, requestOf } from './document.ts'

/** Whether a condition on the key `k` holds; undefined is a request without the key. */
function holds(operator: string, wanted: unknown, actual: string | string[] | undefined): boolean {
  const policy = policyOf([allow({ Condition: { [operator]: { 'aws:K': wanted } } })])
  const context: Record<string, string | string[]> = actual === undefined ? {} : { 'AWS:k': actual }
  return decidePolicy(policy, requestOf({ context }), API).effect === 'allow'
}

const ROLE = 'arn:aws:iam::111111111111:role/app'

/** A positive operator, its negation, a value of the policy, and values that match and do not. */
const pairs: [string, string | undefined, string | string[], string[], string[]][] = [
  ['StringEquals', 'StringNotEquals', ['vpce-a', 'vpce-*'], ['vpce-a', 'vpce-*'], ['vpce-A', 'vpce-ab', '']],
  [
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'Vpce-A',
    ['vpce-a', 'VPCE-A'],
    ['vpce-b', 'vpce-'],
  ],
  [
    'StringLike',
    'StringNotLike',
    ['a*c', 'x?', 'e**'],
    ['ac', 'a/b/c', 'a\nc', 'xy', 'e'],
    ['AC', 'x', 'xyz', 'acd'],
  ],
  [
    'ArnEquals',
    'ArnNotEquals',
    'arn:aws:iam::*:role/a*',
    [ROLE, 'arn:aws:iam::2:role/a/b:c'],
    ['arn:aws:iam::1:x:role/app', 'arn:aws:sts::111111111111:role/app'],
  ],
  ['ArnLike', 'ArnNotLike', ['arn:aws:iam::1:user/x', ROLE], [ROLE], ['arn:aws:iam::111111111111:role/App']],
  [
    'IpAddress',
    'NotIpAddress',
    ['10.0.0.77/24', '192.0.2.1', '2001:db8::/32'],
    [
      '10.0.0.0',
      '10.0.0.255',
      '192.0.2.1',
      '2001:db8:ffff::1',
      '2001:0DB8:0:0:0:0:0:1',
      '2001:db8::10.0.0.1',
    ],
    ['10.0.1.0', '9.255.255.255', '192.0.2.2', '2001:db9::', '::a00:1'],
  ],
  ['Bool', undefined, 'true', ['true', 'True'], ['false', 'yes']],
  ['NumericEquals', 'NumericNotEquals', '10', ['10', '10.0', '+010'], ['9.99999999999999999999', '-10']],
  ['NumericLessThan', undefined, '-1.5', ['-2', '-1.51'], ['-1.5', '0']],
  ['NumericLessThanEquals', undefined, '1.5', ['1.50', '-2'], ['1.51']],
  ['NumericGreaterThan', undefined, '9007199254740992', ['9007199254740993'], ['9007199254740992']],
  ['NumericGreaterThanEquals', undefined, '7', ['7', '8'], ['6.9']],
  [
    'DateEquals',
    'DateNotEquals',
    '2026-01-01T00:00:00Z',
    ['2026-01-01', '1767225600', '2026-01-01T01:00:00+01:00'],
    ['2026-01-01T00:00:01Z'],
  ],
  ['DateLessThan', undefined, '2026-01-01', ['2025-12-31T23:59:59Z'], ['2026-01-01']],
  ['DateLessThanEquals', undefined, '1767225600', ['2026-01-01'], ['2026-01-02']],
  ['DateGreaterThan', undefined, '2026-01-01', ['2026-01-01T00:00:00.001Z'], ['2026-01-01']],
  ['DateGreaterThanEquals', undefined, '2026-01-01', ['2026-01-01', '2028-02-29T00:00Z'], ['1767225599']],
]

test('every operator has a row', () => {
  const rows = pairs.flatMap(([positive, negated]) => (negated ? [positive, negated] : [positive]))
  expect(rows.sort()).toEqual(operators.map(({ name }) => name).sort())
})

const rows = pairs.flatMap(([positive, negation, wanted, match, others]) => [
  { operator: positive, negated: false, wanted, hold: match, fail: others },
  ...(negation ? [{ operator: negation, negated: true, wanted, hold: others, fail: match }] : []),
])

describe.each(rows)('$operator', ({ operator, negated, wanted, hold, fail }) => {
  test.each(hold)('holds for %j', (actual) => expect(holds(operator, wanted, actual)).toBe(true))
  test.each(fail)('does not hold for %j', (actual) => expect(holds(operator, wanted, actual)).toBe(false))
  test('is named without regard to case', () =>
    expect(holds(operator.toUpperCase(), wanted, hold[0])).toBe(true))

  test('without the key it holds only when negated', () =>
    expect(holds(operator, wanted, undefined)).toBe(negated))
  test('an empty list of values is no key', () => expect(holds(operator, wanted, [])).toBe(negated))

  test('…IfExists holds without the key, and is the operator with it', () => {
    expect(holds(`${operator}IfExists`, wanted, undefined)).toBe(true)
    expect(holds(`${operator}IfExists`, wanted, hold[0])).toBe(true)
    expect(holds(`${operator}IfExists`, wanted, fail[0])).toBe(false)
  })
  test('ForAllValues: each value passes, or there is none', () => {
    expect(holds(`ForAllValues:${operator}`, wanted, undefined)).toBe(true)
    expect(holds(`ForAllValues:${operator}`, wanted, hold)).toBe(true)
    expect(holds(`ForAllValues:${operator}`, wanted, [...hold, ...fail.slice(0, 1)])).toBe(false)
    expect(holds(`ForAllValues:${operator}IfExists`, wanted, undefined)).toBe(true)
  })
  test('ForAnyValue: one value passes', () => {
    expect(holds(`ForAnyValue:${operator}`, wanted, [...fail, ...hold.slice(0, 1)])).toBe(true)
    expect(holds(`ForAnyValue:${operator}`, wanted, fail)).toBe(false)
    if (!negated) expect(holds(`ForAnyValue:${operator}`, wanted, undefined)).toBe(false)
  })
})

describe('IpAddress', () => {
  test.each([
    ['0.0.0.0/0', '203.0.113.7', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '10.0.0.1', false],
    ['128.0.0.0/1', '127.255.255.255', false],
    ['128.0.0.0/1', '255.255.255.255', true],
    ['10.0.0.1/32', '10.0.0.1', true],
    ['10.0.0.1/32', '10.0.0.2', false],
    ['fe80::1', 'fe80:0::0:1', true],
  ])('%s has %s: %s', (block, address, expected) => {
    expect(holds('IpAddress', block, address)).toBe(expected)
    expect(holds('NotIpAddress', block, address)).toBe(!expected)
  })
})

describe('Null', () => {
  test.each([
    ['true', undefined, true],
    ['false', undefined, false],
    ['true', 'x', false],
    ['false', 'x', true],
    [false, 'x', true],
    ['TRUE', undefined, true],
    [['true', 'false'], 'x', true],
    ['true', [], true],
  ])('%j for %j: %s', (wanted, actual, expected) =>
    expect(holds('Null', wanted, actual as string | undefined)).toBe(expected),
  )
})

test('Bool takes a flag without quotes', () => expect(holds('Bool', false, 'false')).toBe(true))
test('no pattern makes a wildcard slow', () =>
  expect(holds('StringLike', `${'*a'.repeat(40)}b`, 'a'.repeat(5000))).toBe(false))
