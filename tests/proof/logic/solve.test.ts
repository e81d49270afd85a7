import {
  and,
  atom,
  type Formula,
  firstMatch,
  is,
  not,
  or,
  TRUE,
} from '../../../scripts/proof/logic/formula.ts'
import { glob, literal } from '../../../scripts/proof/logic/pattern.ts'
import { solve, Unsupported } from '../../../scripts/proof/logic/solve.ts'
import { abstractionOf } from '../referee/class-encoding.ts'
import { enumerate } from '../referee/enumeration.ts'
import { CASE_VARIABLES, SOLVER_CASES } from '../referee/solver-cases.ts'

test.each(SOLVER_CASES)('%s', (_, formula, satisfiable) => {
  expect(solve(formula, CASE_VARIABLES).satisfiable).toBe(satisfiable)
  expect(enumerate(formula, abstractionOf(formula, CASE_VARIABLES), 10_000)).toBe(satisfiable)
})

test('a model has a value for every declared variable, the simplest where any will do', () => {
  const answer = solve(or(TRUE, is('color', 'blue')), CASE_VARIABLES)
  expect(answer.satisfiable && Object.fromEntries(answer.model)).toMatchObject({
    color: 'red',
    mood: undefined,
    port: 1,
    name: 'a',
    tags: undefined,
  })
})

test('the order of the variables does not change the answer', () => {
  for (const [, formula, satisfiable] of SOLVER_CASES)
    expect(solve(formula, CASE_VARIABLES, ['tags', 'name', 'port']).satisfiable).toBe(satisfiable)
})

const port = (from: number, to: number): Formula => atom('port', { kind: 'integers', from, to })

test('a list of rules decides as its chain does', () => {
  const rules = Array.from({ length: 300 }, (_, i) => ({
    matches: and(port((i * 37) % 500, ((i * 37) % 500) + (i % 60)), or(is('color', i % 2 ? 'red' : 'blue'))),
    allows: i % 3 !== 0,
  }))
  const chain = rules.reduceRight<Formula>(
    (rest, { matches, allows }) => (allows ? or(matches, rest) : and(not(matches), rest)),
    not(TRUE),
  )
  const differ = or(and(chain, not(firstMatch(rules))), and(firstMatch(rules), not(chain)))
  expect(solve(differ, CASE_VARIABLES).satisfiable).toBe(false)
})

test('chains of 20,000 parts do not overflow the stack', () => {
  let chain: Formula = TRUE
  for (let i = 0; i < 20_000; i++) chain = i % 2 ? or(port(i, i), chain) : and(not(port(i, i)), chain)
  expect(solve(chain, CASE_VARIABLES).satisfiable).toBe(true)
})

describe('what cannot be answered', () => {
  const many = Array.from({ length: 14 }, (_, i) =>
    atom('name', { kind: 'pattern', pattern: glob(`*${i}x*`) }),
  )

  test('too many states are unsupported', () => {
    expect(() => solve(and(...many), CASE_VARIABLES, [], { states: 500 })).toThrow(Unsupported)
  })
  test('too many nodes are unsupported', () => {
    const formula = or(...Array.from({ length: 50 }, (_, i) => port(i * 2, i * 2)))
    expect(() => solve(formula, CASE_VARIABLES, [], { nodes: 10 })).toThrow(Unsupported)
  })
  test('as many levels as fit are decided, more are unsupported', () => {
    const free = (count: number) =>
      and(...Array.from({ length: count }, (_, i) => atom('mood', { kind: 'free', name: `p${i}` })))
    expect(solve(free(1_900), CASE_VARIABLES).satisfiable).toBe(true)
    expect(() => solve(free(2_100), CASE_VARIABLES)).toThrow(Unsupported)
  })
  test('a match that depends on a value not known yet is unsupported', () => {
    const variables = new Map([['id', { kind: 'text', patterns: [glob('vpce-*')] }]] as const)
    const id = (text: string) => atom('id', { kind: 'pattern', pattern: glob(text) })
    expect(() => solve(and(id('vpce-\ue000'), id('vpce-0*')), variables)).toThrow(Unsupported)
    expect(solve(and(id('vpce-\ue000'), id('vpce-*')), variables).satisfiable).toBe(true)
  })
  test.each([
    ['a variable that is not declared', is('colour', 'red')],
    ['a value that a choice does not have', is('color', 'pink')],
    ['a predicate of another kind', atom('color', { kind: 'pattern', pattern: literal('red') })],
    [
      'a free predicate of two variables',
      and(atom('color', { kind: 'free', name: 'p' }), atom('mood', { kind: 'free', name: 'p' })),
    ],
  ])('%s is an error', (_, formula) => {
    expect(() => solve(formula, CASE_VARIABLES)).toThrow(Error)
    expect(() => solve(formula, CASE_VARIABLES)).not.toThrow(Unsupported)
  })
})
