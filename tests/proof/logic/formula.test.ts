import { fold } from '../../../scripts/proof/logic/fold.ts'
import {
  absent,
  and,
  atom,
  evaluate,
  FALSE,
  iff,
  implies,
  is,
  not,
  or,
  size,
  TRUE,
  type Value,
  variablesOf,
} from '../../../scripts/proof/logic/formula.ts'
import { glob } from '../../../scripts/proof/logic/pattern.ts'

const [a, b] = [is('a'), is('b')]
const model = (values: Record<string, Value>) => new Map(Object.entries(values))

describe('constructors', () => {
  test('drop what changes nothing', () => {
    expect([and(), or(), and(TRUE, a), or(FALSE, a), and(a, a), not(not(a)), not(TRUE)]).toEqual([
      TRUE,
      FALSE,
      a,
      a,
      a,
      a,
      FALSE,
    ])
  })
  test('lose no variable', () => {
    expect(variablesOf(and(or(TRUE, a), implies(FALSE, b)))).toEqual(new Set(['a', 'b']))
  })
  test('folding keeps the meaning and drops what is decided', () => {
    expect(fold(and(or(TRUE, a), implies(a, or(b, FALSE))))).toEqual(or(not(a), b))
    expect(fold(or(and(FALSE, a), not(or(b, TRUE))))).toEqual(FALSE)
    expect(fold(not(and(a, not(or(b, TRUE)))))).toEqual(TRUE)
  })
  test('a shared part counts once', () => expect(size(and(or(a, b), not(or(a, b)), a))).toBe(6))
})

test.each([
  [true, true],
  [true, false],
  [false, true],
  [false, false],
])('connectives under %s and %s', (left, right) => {
  const values = model({ a: left ? 'yes' : 'no', b: right ? 'yes' : 'no' })
  expect([and(a, b), or(a, b), not(a), implies(a, b), iff(a, b)].map((one) => evaluate(one, values))).toEqual(
    [left && right, left || right, !left, !left || right, left === right],
  )
})

describe('predicates', () => {
  const patterns = [glob('x*')]
  test.each([
    ['some', false, ['x1', 'y'], true],
    ['some', false, ['y'], false],
    ['some', true, ['x1', 'y'], true],
    ['some', true, ['x1'], false],
    ['some', true, undefined, false],
    ['every', false, ['x1', 'y'], false],
    ['every', false, ['x1'], true],
    ['every', false, undefined, true],
    ['every', true, ['y'], true],
    ['every', true, ['x', 'y'], false],
  ] as const)('%s (not: %s) of %j is %s', (kind, negated, value, expected) => {
    expect(evaluate(atom('v', { kind, patterns, not: negated }), model({ v: value }))).toBe(expected)
  })
  test('a free predicate is false without a value', () => {
    const free = atom('v', { kind: 'free', name: 'p' })
    const values = new Map([['p', true]])
    expect(evaluate(free, model({ v: 'x' }), values)).toBe(true)
    expect(evaluate(free, model({ v: 'x' }))).toBe(false)
    expect(evaluate(free, model({ v: undefined }), values)).toBe(false)
    expect(evaluate(free, model({ v: [] }), values)).toBe(false)
  })
  test('a variable without a value in the model is an error, an absent one is not', () => {
    expect(() => evaluate(absent('v'), model({}))).toThrow(/no variable 'v'/)
    expect(evaluate(absent('v'), model({ v: undefined }))).toBe(true)
  })
})
