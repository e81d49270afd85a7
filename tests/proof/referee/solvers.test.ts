import { evaluate, type Formula } from '../../../scripts/proof/logic/formula.ts'
import { solve } from '../../../scripts/proof/logic/solve.ts'
import { type Abstraction, abstractionOf, type Encoded, modelFrom, smtLib } from './class-encoding.ts'
import { enumerate } from './enumeration.ts'
import { questions } from './questions.ts'
import { VARIABLES } from './requests.ts'
import { type SmtAnswer, z3Solver } from './z3.ts'

const COUNT = 500
const BATCH = 50

interface Asked {
  readonly formula: Formula
  readonly abstraction: Abstraction
  readonly name: string
  readonly encoded: Encoded
}

test(`the decision diagram and Z3 agree on ${COUNT} questions on ${2 * COUNT} policies, and enumeration where it ends`, async () => {
  const askZ3 = await z3Solver()
  const sets: Record<'yes' | 'no', Asked[]> = { yes: [], no: [] }
  const disagreements: string[] = []
  let enumerated = 0
  for (const [index, formula] of questions(11, COUNT).entries()) {
    const abstraction = abstractionOf(formula, VARIABLES)
    const { satisfiable } = solve(formula, VARIABLES)
    const walked = enumerate(formula, abstraction, 500)
    if (walked !== undefined) enumerated++
    if (walked !== undefined && walked !== satisfiable) disagreements.push(`enumeration on question ${index}`)
    const name = `q${index}`
    sets[satisfiable ? 'yes' : 'no'].push({
      formula,
      abstraction,
      name,
      encoded: smtLib(formula, abstraction, name),
    })
  }
  // Questions have no variables in common: a conjunction is satisfiable iff each is, a disjunction iff any is.
  for (const batch of batches(sets.yes)) {
    const answer = await askZ3(textOf('and', batch))
    disagreements.push(...batch.filter((one) => !confirms(answer, one)).map(({ name }) => `Z3 on ${name}`))
  }
  for (const batch of batches(sets.no)) {
    const answer = await askZ3(textOf('or', batch))
    if (answer) disagreements.push(`Z3 on one of ${batch.map(({ name }) => name)}`)
  }
  const [yes, no] = [sets.yes.length, sets.no.length]
  process.stdout.write(
    `referees: ${yes + no} questions on ${2 * (yes + no)} policies, ${yes} satisfiable, ${no} not; ` +
      `Z3 agrees on all, enumeration ends on ${enumerated}; ${disagreements.length} disagreements\n`,
  )
  expect(disagreements).toEqual([])
  expect(yes + no).toBe(COUNT)
  expect(Math.min(yes, no, enumerated)).toBeGreaterThan(COUNT / 10)
}, 120_000)

function* batches(all: readonly Asked[]): Generator<readonly Asked[]> {
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH)
}

const textOf = (kind: 'and' | 'or', batch: readonly Asked[]): string =>
  [
    ...batch.flatMap(({ encoded }) => encoded.lines),
    `(assert (${kind} ${batch.map(({ encoded }) => encoded.term).join(' ')}))`,
  ].join('\n')

/** Whether Z3 found a model of all, and its part for this question is one indeed. */
function confirms(answer: SmtAnswer, { formula, abstraction, name }: Asked): boolean {
  if (!answer) return false
  const { model, free } = modelFrom((variable) => answer.get(`${name} ${variable}`), abstraction)
  return evaluate(formula, model, free)
}
