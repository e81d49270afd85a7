import { type Classes, classesOf } from './logic/classes.ts'
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
  private readonly domains = new Map<string, number>()
  private readonly domainNumbers = new WeakMap<Domain, number>()
  private readonly answers = new Map<string, Answer>()
  private readonly classes = new Map<string, Classes>()

  constructor(order: readonly string[], limits: Limits) {
    this.order = order
    this.limits = limits
  }

  /** As the solve of logic/. */
  solve(formula: Formula, variables: Variables): Answer {
    const number = this.number(formula)
    const names = this.mentioned.get(number) ?? [...variablesOf(formula)]
    this.mentioned.set(number, names)
    const key = [number, ...names.map((name) => this.numberOf(name, variables))].join(' ')
    const known =
      this.answers.get(key) ??
      solve(formula, only(names, variables), this.ordered(names), this.limits, this.classesOf)
    this.answers.set(key, known)
    return completed(known, variables)
  }

  /** As classesOf of logic/; different questions tell the same values of a variable apart. */
  private readonly classesOf: typeof classesOf = (name, domain, predicates, limits) => {
    const key = [name, this.domainNumber(domain), ...predicates.map(predicateKey).sort()].join('\n')
    const classes = this.classes.get(key) ?? classesOf(name, domain, predicates, limits)
    this.classes.set(key, classes)
    return classes
  }

  private ordered(names: readonly string[]): string[] {
    return this.order.filter((name) => names.includes(name))
  }

  private numberOf(name: string, variables: Variables): number {
    const domain = variables.get(name)
    if (!domain) throw new Error(`the formula speaks of '${name}', which is not declared`)
    return this.domainNumber(domain)
  }

  /** The same number for domains that are alike. */
  private domainNumber(domain: Domain): number {
    const known = this.domainNumbers.get(domain)
    if (known !== undefined) return known
    const key = JSON.stringify(domain)
    const number = this.domains.get(key) ?? this.domains.size
    this.domains.set(key, number)
    this.domainNumbers.set(domain, number)
    return number
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
