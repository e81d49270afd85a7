import { smtLib } from '../../../tests/proof/referee/class-encoding.ts'
import { z3Solver } from '../../../tests/proof/referee/z3.ts'
import { classesOf } from '../../proof/logic/classes.ts'
import { predicatesOf } from '../../proof/logic/solve.ts'
import { median } from '../statistics.ts'
import type { Question } from './model.ts'
import { type Asked, largestQuestion } from './recorder.ts'

const ROUNDS = 3

/** The whole program of one run: puts the largest question of a proof to our solver and to Z3, in turn. */
async function main(file: string): Promise<Question> {
  const askZ3 = await z3Solver()
  // Its first question takes longer, whatever it is.
  await askZ3('(declare-const a Bool)\n(assert a)')
  const { largest, asked, fresh } = largestQuestion(file)
  const times = { ours: [] as number[], z3: [] as number[] }
  let agree = true
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await secondsOf(() => fresh().solve(largest.formula, largest.variables)))
    times.z3.push(
      await secondsOf(async () => {
        const satisfiable = (await askZ3(textOf(largest))) !== undefined
        agree &&= satisfiable === largest.satisfiable
      }),
    )
  }
  return { asked, parts: largest.parts, ours: median(times.ours), z3: median(times.z3), agree }
}

/** Both begin with the formula: the classes are made for Z3 anew, since our solver makes them, too. */
function textOf({ formula, variables }: Asked): string {
  const free: string[] = []
  const classes = new Map(
    [...predicatesOf([formula], variables)].map(([name, found]) => {
      const predicates = [...found.values()]
      for (const predicate of predicates) if (predicate.kind === 'free') free.push(predicate.name)
      const domain = variables.get(name)
      if (!domain) throw new Error(`no domain of ${name}`)
      // The answer of our solver stood, so no class depends on what an id may be.
      return [name, classesOf(name, domain, predicates, { isFresh: () => true })]
    }),
  )
  const { lines, term } = smtLib(formula, { classes, free }, 'q')
  return [...lines, `(assert ${term})`].join('\n')
}

async function secondsOf(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

main(process.argv[2] ?? '').then((question) => process.stdout.write(JSON.stringify(question)))
