import { children, type Domain, type Formula, type Variables, variablesOf } from './logic/formula.ts'
import { predicateKey } from './logic/predicate.ts'
import { type Answer, type Limits, solve } from './logic/solve.ts'

/**
 * Solves each formula once. Worlds differ in little, so that most of what is asked in one has been answered in
 * another: the same formula, symbol for symbol, over the same domains has the same answer.
 */
export class Solver {
  private readonly order: readonly string[]
  private readonly limits: Limits
  private readonly structures = new Map<string, number>()
  private readonly numbers = new WeakMap<Formula, number>()
  private readonly mentioned = new Map<number, readonly string[]>()
  private readonly domains = new WeakMap<Domain, string>()
  private readonly answers = new Map<string, Answer>()

  constructor(order: readonly string[], limits: Limits) {
    this.order = order
    this.limits = limits
  }

  /** As the solve of logic/. */
  solve(formula: Formula, variables: Variables): Answer {
    const number = this.number(formula)
    const names = this.mentioned.get(number) ?? [...variablesOf(formula)]
    this.mentioned.set(number, names)
    const key = [number, ...names.map((name) => this.domainKey(variables.get(name)))].join(' ')
    const known =
      this.answers.get(key) ?? solve(formula, only(names, variables), this.ordered(names), this.limits)
    this.answers.set(key, known)
    return completed(known, variables)
  }

  private ordered(names: readonly string[]): string[] {
    return this.order.filter((name) => names.includes(name))
  }

  private domainKey(domain: Domain | undefined): string {
    if (!domain) return ''
    const key = this.domains.get(domain) ?? JSON.stringify(domain)
    this.domains.set(domain, key)
    return key
  }

  /** The same number for formulas that are built alike. A loop: chains of statements are deep. */
  private number(formula: Formula): number {
    const stack = [formula]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const open = this.numbers.has(top) ? [] : children(top).filter((child) => !this.numbers.has(child))
      if (open.length > 0) {
        stack.push(...open)
        continue
      }
      stack.pop()
      if (!this.numbers.has(top)) this.numbers.set(top, this.intern(top))
    }
    return this.numbers.get(formula) ?? -1
  }

  private intern(part: Formula): number {
    const key = structure(part, (child) => this.numbers.get(child) ?? -1)
    const number = this.structures.get(key) ?? this.structures.size
    this.structures.set(key, number)
    return number
  }
}

const only = (names: readonly string[], variables: Variables): Variables =>
  new Map([...variables].filter(([name]) => names.includes(name)))

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
