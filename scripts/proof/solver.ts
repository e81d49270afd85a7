import { type Formula, parts, type Variables, variablesOf } from './logic/formula.ts'
import { predicateKey } from './logic/predicate.ts'
import { type Answer, type Limits, solve } from './logic/solve.ts'

/**
 * Solves each formula once. Worlds differ in little, so that most of what is asked in one has been answered in
 * another: the same formula, symbol for symbol, over the same domains has the same answer.
 */
export class Solver {
  private readonly order: readonly string[]
  private readonly limits: Limits
  private readonly numbers = new Map<string, number>()
  private readonly answers = new Map<string, Answer>()

  constructor(order: readonly string[], limits: Limits) {
    this.order = order
    this.limits = limits
  }

  /** As `solve`. */
  solve(formula: Formula, variables: Variables): Answer {
    const mentioned = new Map([...variablesOf(formula)].map((name) => [name, variables.get(name)]))
    const key = `${this.number(formula)} ${JSON.stringify([...mentioned])}`
    const known = this.answers.get(key)
    if (known) return known
    const order = this.order.filter((name) => mentioned.has(name))
    const answer = completed(solve(formula, mentioned as Variables, order, this.limits), variables)
    this.answers.set(key, answer)
    return answer
  }

  /** The same number for formulas that are built alike. */
  private number(formula: Formula): number {
    const numbers = new Map<Formula, number>()
    for (const part of parts(formula)) {
      const key = structure(part, (child) => numbers.get(child) ?? -1)
      const number = this.numbers.get(key) ?? this.numbers.size
      this.numbers.set(key, number)
      numbers.set(part, number)
    }
    return numbers.get(formula) ?? -1
  }
}

/** Variables that a formula does not mention have no value: nothing hangs on them. */
function completed(answer: Answer, variables: Variables): Answer {
  if (!answer.satisfiable) return answer
  const others = [...variables.keys()].map((name) => [name, answer.model.get(name)] as const)
  return { ...answer, model: new Map(others) }
}

function structure(part: Formula, number: (child: Formula) => number): string {
  switch (part.kind) {
    case 'atom':
      return `${part.variable} ${predicateKey(part.predicate)}`
    case 'not':
      return `not ${number(part.part)}`
    case 'and':
    case 'or':
      return `${part.kind} ${part.parts.map(number).join(' ')}`
    default:
      return part.kind
  }
}
