import fc from 'fast-check'
import { partition } from '../../../scripts/proof/logic/partition.ts'
import {
  arnGlob,
  characters,
  glob,
  literal,
  matches,
  oneOf,
  type Pattern,
  pattern,
  someExcept,
} from '../../../scripts/proof/logic/pattern.ts'
import { Unsupported } from '../../../scripts/proof/logic/unsupported.ts'

test.each([
  ['*', '', true],
  ['?', '', false],
  ['?', '\n', true],
  ['a*', 'a', true],
  ['**a**', 'a', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['*ab*ab*', 'abab', true],
  ['*ab*ab*', 'aba', false],
  ['a.c', 'abc', false],
  ['A', 'a', false],
])('glob %s on %j: %s', (text, value, expected) => expect(matches(glob(text), value)).toBe(expected))

test.each([
  ['arn:aws:*:*:*:x', 'arn:aws:a:b:c:x', true],
  ['arn:*:x:*:*:y', 'arn:aws:iam:x:1:2:y', false],
  ['arn:aws:iam::1:*', 'arn:aws:iam::1:a:b:c', true],
  ['a:b:c:d:e:*f', 'a:b:c:d:e:x:f', true],
])('ARN glob %s on %s: %s', (text, value, expected) => {
  const read = arnGlob(text)
  expect(read && matches(read, value)).toBe(expected)
})

test('fewer than six parts are no ARN glob', () => expect(arnGlob('arn:aws:*')).toBeUndefined())
test('case is that of ASCII letters only', () => {
  expect(matches(literal('key', true), 'KEY')).toBe(true)
  expect(matches(literal('key', true), '\u212aey')).toBe(false)
})
test('an escaped wildcard is a plain character', () => {
  expect(matches(glob(['a', '*']), 'ab')).toBe(false)
  expect(matches(glob(['a', '*']), 'a*')).toBe(true)
})
test('equal tokens are the same pattern, others are not', () => {
  expect(glob('ab').id).toBe(literal('ab').id)
  expect(glob('a*').id).not.toBe(literal('a*').id)
  expect(literal('1', true).id).toBe(literal('1').id)
})

describe('the partition', () => {
  const id = pattern('vpce-', [
    ...characters('vpce-'),
    ...oneOf('0123456789abcdef', { some: true, symbols: true }),
  ])

  test('has each class once, with a readable witness', () => {
    const found = partition([id], [literal('vpce-0a'), glob('vpce-0*'), glob('vpc-*')])
    expect(found.map(({ matching, witness }) => [witness, ...matching])).toEqual([
      ['vpce-0', 1],
      ['vpce-a'],
      ['vpce-0a', 0, 1],
    ])
  })
  test('stays inside the domain', () => {
    expect(partition([literal('x')], [glob('*')]).map(({ witness }) => witness)).toEqual(['x'])
    expect(partition([someExceptSlash], [glob('a/b')]).map(({ matching }) => matching)).toEqual([[]])
  })
  test('knows letters that are spelt out nowhere', () => {
    const all = [...'abcdefghijklmnopqrstuvwxyz0123456789'].map((one) => literal(one))
    const [rest] = partition([glob('?')], all).filter(({ matching }) => matching.length === 0)
    expect(rest?.witness).toBe('A')
  })
  test('refuses what multiplies', () => {
    const many = Array.from({ length: 30 }, (_, i) => glob(`*${String.fromCharCode(97 + i)}*`))
    expect(() => partition([glob('*')], many, 2000)).toThrow(Unsupported)
  })
  test('agrees with matching, on 300 random sets of globs and 18,000 texts', () => {
    const text = (characters: string, maxLength: number) =>
      fc.array(fc.constantFrom(...characters), { maxLength }).map((list) => list.join(''))
    fc.assert(
      fc.property(
        fc.array(text('ab*?:', 5), { minLength: 1, maxLength: 4 }),
        fc.array(text('abc:', 6), { minLength: 60, maxLength: 60 }),
        (globs, values) => {
          const patterns = globs.map((one) => glob(one))
          const classes = partition([glob('*')], patterns)
          const signature = (value: string) => numbersOf(patterns, value).join()
          for (const { witness, matching } of classes) expect(signature(witness)).toBe(matching.join())
          const signatures = new Set(classes.map(({ matching }) => matching.join()))
          for (const value of values) expect(signatures).toContain(signature(value))
        },
      ),
      { seed: 3, numRuns: 300 },
    )
  })
})

const someExceptSlash = pattern('no slash', someExcept('/'))

const numbersOf = (patterns: readonly Pattern[], value: string): number[] =>
  patterns.flatMap((one, number) => (matches(one, value) ? [number] : []))
