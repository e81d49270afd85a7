import { solve } from '../../../scripts/proof/logic/solve.ts'
import { abstractionOf } from './class-encoding.ts'
import { differential } from './differential.ts'
import { enumerate } from './enumeration.ts'
import { questions } from './questions.ts'
import { VARIABLES } from './requests.ts'
import { CASE_VARIABLES, SOLVER_CASES } from './solver-cases.ts'

/** The cases of the solver and the referees' checks but Z3, until one fails: what it says, or undefined. */
export function firstDisagreement(): string | undefined {
  for (const [name, formula, expected] of SOLVER_CASES)
    if (solve(formula, CASE_VARIABLES).satisfiable !== expected) return name
  for (const seed of [1, 2, 3, 4]) {
    const [found] = differential(seed, 25, 80, 1).disagreements
    if (found !== undefined) return found
  }
  for (const [index, formula] of questions(5, 40).entries()) {
    const walked = enumerate(formula, abstractionOf(formula, VARIABLES), 300)
    const { satisfiable } = solve(formula, VARIABLES)
    if (walked !== undefined && walked !== satisfiable) return `question ${index}: enumeration says ${walked}`
  }
  return undefined
}
