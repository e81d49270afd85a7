import { type Classes, classesOf } from './logic/classes.ts'
import { children, type Domain, type Formula, type Variables } from './logic/formula.ts'
import { predicateKey } from './logic/predicate.ts'
import { type Answer, type Limits, solveAll } from './logic/solve.ts'

/**
 * Solves each formula once. Worlds differ in little, so that most of what is asked in one has been answered in
 * another: the same formula, symbol for symbol, over the same domains has the same answer.
 */
export class Solver {
  private readonly order: readonly string[]
  private readonly limits: Limits
  private readonly structures = new Map<string, number>()
  private readonly numbers = new WeakMap<Formula, number>()
  /** The variables that each structure mentions, by its number: a bit for each. */
  private readonly mentioned: bigint[] = []
  private readonly bits = new Map<string, bigint>()
  private readonly names = new Map<bigint, readonly string[]>()
  private readonly domains = new Map<string, number>()
  private readonly domainNumbers = new WeakMap<Domain, number>()
  private readonly keys = new WeakMap<Variables, Map<number, string>>()
  private readonly answers = new Map<string, Answer>()
  private readonly classes = new Map<string, Classes>()

  constructor(order: readonly string[], limits: Limits) {
    this.order = order
    this.limits = limits
  }

  /** As the solve of logic/. */
  solve(formula: Formula, variables: Variables): Answer {
    const [answer] = this.solveAll([formula], variables)
    return given(answer)
  }

  /** As the solveAll of logic/. */
  solveAll(formulas: readonly Formula[], variables: Variables): Answer[] {
    const asked = formulas.map((formula) => ({ formula, key: this.keyOf(formula, variables) }))
    const open = asked.filter(({ key }) => !this.answers.has(key))
    if (open.length > 0) this.answer(open, variables)
    return asked.map(({ key }) => completed(given(this.answers.get(key)), variables))
  }

  private answer(open: readonly { formula: Formula; key: string }[], variables: Variables): void {
    const names = new Set(open.flatMap(({ formula }) => this.namesIn(this.number(formula))))
    const answers = solveAll(
      open.map(({ formula }) => formula),
      new Map([...variables].filter(([name]) => names.has(name))),
      this.order.filter((name) => names.has(name)),
      this.limits,
      this.classesOf,
    )
    for (const [i, { key }] of open.entries()) this.answers.set(key, given(answers[i]))
  }

  /** The same formula, symbol for symbol, over the same domains. */
  private keyOf(formula: Formula, variables: Variables): string {
    const number = this.number(formula)
    const known = this.keys.get(variables) ?? new Map<number, string>()
    this.keys.set(variables, known)
    const key =
      known.get(number) ??
      [number, ...this.namesIn(number).map((name) => this.domainOf(name, variables))].join(' ')
    known.set(number, key)
    return key
  }

  /** The variables that a structure mentions. */
  private namesIn(number: number): readonly string[] {
    const mask = this.mentioned[number] ?? 0n
    const names = this.names.get(mask) ?? [...this.bits].flatMap(([name, bit]) => (mask & bit ? name : []))
    this.names.set(mask, names)
    return names
  }

  /** As classesOf of logic/; different questions tell the same values of a variable apart. */
  private readonly classesOf: typeof classesOf = (name, domain, predicates, limits) => {
    const key = [name, this.domainNumber(domain), ...predicates.map(predicateKey).sort()].join('\n')
    const classes = this.classes.get(key) ?? classesOf(name, domain, predicates, limits)
    this.classes.set(key, classes)
    return classes
  }

  private domainOf(name: string, variables: Variables): number {
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
    const known = this.structures.get(key)
    if (known !== undefined) return known
    const number = this.structures.size
    this.structures.set(key, number)
    this.mentioned[number] = children(part).reduce(
      (mask, child) => mask | (this.mentioned[this.numbers.get(child) ?? -1] ?? 0n),
      part.kind === 'atom' ? this.bitOf(part.variable) : 0n,
    )
    return number
  }

  private bitOf(name: string): bigint {
    const bit = this.bits.get(name) ?? 1n << BigInt(this.bits.size)
    this.bits.set(name, bit)
    return bit
  }
}

/** No answer must never pass for "no such request". */
function given(answer: Answer | undefined): Answer {
  if (!answer) throw new Error('a formula has no answer')
  return answer
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
