import { casesOf, limitsFor } from '../../../scripts/proof/cases.ts'
import { evaluate, type Formula, type Variables } from '../../../scripts/proof/logic/formula.ts'
import type { Answer } from '../../../scripts/proof/logic/solve.ts'
import { ORDER } from '../../../scripts/proof/request/acceptance.ts'
import { Solver } from '../../../scripts/proof/solver.ts'
import { privateTheorems, publicTheorems } from '../../../scripts/proof/theorems/index.ts'
import { symbolic } from '../../../scripts/template/names.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'
import { abstractionOf, modelFrom, smtLib } from './class-encoding.ts'
import { z3Solver } from './z3.ts'

/** Keeps each formula that a theorem asks about, with the answer it got. */
class Recorder extends Solver {
  readonly asked = new Map<Answer, { formula: Formula; variables: Variables }>()
  private readonly seen = new Set<string>()

  override solveAll(formulas: readonly Formula[], variables: Variables): Answer[] {
    const answers = super.solveAll(formulas, variables)
    for (const [i, formula] of formulas.entries()) this.keep(answers[i], formula, variables)
    return answers
  }

  private keep(answer: Answer | undefined, formula: Formula, variables: Variables): void {
    // Worlds repeat most questions; the same formula over the same domains is asked of Z3 once.
    const key = JSON.stringify([formula, [...variables]], (_, value) =>
      typeof value === 'bigint' ? `${value}` : value,
    )
    if (answer && !this.seen.has(key)) this.asked.set({ ...answer }, { formula, variables })
    this.seen.add(key)
  }
}

test('the decision diagram and Z3 agree on every theorem of dist/', async () => {
  const names = symbolic()
  const limits = limitsFor(names)
  const recorder = new Recorder(ORDER, limits)
  // Without the probe there are fewer worlds, and the same theorems.
  const given = new Map([
    ['AWS::Partition', 'aws'],
    ['Probe', 'off'],
  ])
  for (const { subject, isPrivate } of casesOf(openStacks(['dist/main.yaml'], given), names, recorder)) {
    if ('text' in subject) throw new Error(subject.text)
    for (const theorem of isPrivate ? privateTheorems : publicTheorems) theorem.check(subject)
  }

  const askZ3 = await z3Solver()
  const disagreements: string[] = []
  let satisfiable = 0
  for (const [answer, { formula, variables }] of recorder.asked) {
    const abstraction = abstractionOf(formula, variables, limits)
    const { lines, term } = smtLib(formula, abstraction, 'q')
    const found = await askZ3([...lines, `(assert ${term})`].join('\n'))
    if (answer.satisfiable) satisfiable++
    if ((found !== undefined) !== answer.satisfiable) disagreements.push(`Z3 says ${found ? 'sat' : 'unsat'}`)
    if (!found) continue
    const { model, free } = modelFrom((variable) => found.get(`q ${variable}`), abstraction)
    if (!evaluate(formula, model, free)) disagreements.push('the model of Z3 is none')
  }
  const { size } = recorder.asked
  process.stdout.write(
    `referees: ${size} questions of the theorems about dist/, ${satisfiable} satisfiable; ${disagreements.length} disagreements\n`,
  )
  expect(disagreements).toEqual([])
  expect(Math.min(satisfiable, size - satisfiable)).toBeGreaterThan(20)
}, 120_000)
