import { attempt, casesOf, solverFor } from '../../proof/cases.ts'
import { fold } from '../../proof/logic/fold.ts'
import { type Formula, size, type Variables, variablesOf } from '../../proof/logic/formula.ts'
import type { Answer } from '../../proof/logic/solve.ts'
import type { Solver } from '../../proof/solver.ts'
import { privateTheorems } from '../../proof/theorems/index.ts'
import { symbolic } from '../../template/names.ts'
import { openStacks } from '../../template/stacks.ts'

/** A question of a proof, with what it takes to ask it again. */
export interface Asked {
  readonly formula: Formula
  readonly variables: Variables
  readonly satisfiable: boolean
  /** Distinct parts of the formula. */
  readonly parts: number
}

/** Proves the private APIs of a template and keeps the question with the largest formula. */
export function largestQuestion(file: string) {
  const names = symbolic()
  const solver = solverFor(names)
  const questions = new Set<Answer>()
  let largest: Asked | undefined
  const solveAll = solver.solveAll.bind(solver)
  const keep = (answer: Answer, formula: Formula, variables: Variables) => {
    const folded = fold(formula)
    const parts = size(folded)
    if (parts > (largest?.parts ?? 0)) {
      const own = [...variablesOf(folded)].map((name) => [name, variables.get(name)] as const)
      largest = {
        formula: folded,
        variables: new Map(own) as Variables,
        satisfiable: answer.satisfiable,
        parts,
      }
    }
    // The solver gives the same answer, the very object, to a question that it knows.
    questions.add(answer)
  }
  solver.solveAll = (formulas, variables) => {
    const answers = solveAll(formulas, variables)
    for (const [i, formula] of formulas.entries()) if (answers[i]) keep(answers[i], formula, variables)
    return answers
  }
  for (const { subject } of casesOf(openStacks([file], new Map()), names, solver))
    for (const theorem of privateTheorems)
      attempt(() => ('text' in subject ? undefined : theorem.check(subject)))
  if (!largest) throw new Error(`${file}: the proof asked nothing`)
  return { largest, asked: questions.size, fresh: (): Solver => solverFor(names) }
}
