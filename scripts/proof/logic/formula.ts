import { literal } from './pattern.ts'
import { type FreeValues, holds, type Model, type Predicate } from './predicate.ts'

export type { FreeValues, Model, Predicate, Value } from './predicate.ts'
export type { Domain, Variables } from './variables.ts'
export { YES_NO } from './variables.ts'

/**
 * A boolean formula over atoms "ONE variable is in a simple set". That no atom relates two variables is what makes
 * the abstraction to classes (classes.ts) exact. Immutable, and parts may be shared: it is a graph, not a tree.
 */
export type Formula =
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  | Atom
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] }

export interface Atom {
  readonly kind: 'atom'
  readonly variable: string
  readonly predicate: Predicate
}

export const TRUE: Formula = { kind: 'true' }
export const FALSE: Formula = { kind: 'false' }

export const atom = (variable: string, predicate: Predicate): Formula => ({
  kind: 'atom',
  variable,
  predicate,
})

/** A choice variable has this value; for YES_NO variables the value is `yes` unless told. */
export const is = (variable: string, value = 'yes'): Formula => atom(variable, { kind: 'value', value })

/** A text variable has just this text. */
export const equals = (variable: string, text: string): Formula =>
  atom(variable, { kind: 'pattern', pattern: literal(text) })

/** The variable has no value. */
export const absent = (variable: string): Formula => atom(variable, { kind: 'absent' })

export function not(part: Formula): Formula {
  if (part.kind === 'true') return FALSE
  if (part.kind === 'false') return TRUE
  return part.kind === 'not' ? part.part : { kind: 'not', part }
}

export const and = (...parts: readonly Formula[]): Formula => join('and', parts)
export const or = (...parts: readonly Formula[]): Formula => join('or', parts)
export const implies = (condition: Formula, consequence: Formula): Formula => or(not(condition), consequence)
export const iff = (left: Formula, right: Formula): Formula => and(implies(left, right), implies(right, left))

/** A rule of an ordered list, such as a NACL's: where it matches, it decides. */
export interface Rule {
  readonly matches: Formula
  readonly allows: boolean
}

/**
 * Whether the first rule that matches allows; false when none does. Halves are joined, instead of a chain that is as
 * deep as the list is long: a thousand rules then cost little more than their sum.
 */
export function firstMatch(rules: readonly Rule[]): Formula {
  const decide = (from: number, to: number): { matched: Formula; allowed: Formula } => {
    const rule = rules[from]
    if (!rule || from >= to) return { matched: FALSE, allowed: FALSE }
    if (to - from === 1) return { matched: rule.matches, allowed: rule.allows ? rule.matches : FALSE }
    const middle = (from + to) >> 1
    const [first, rest] = [decide(from, middle), decide(middle, to)]
    return {
      matched: or(first.matched, rest.matched),
      allowed: or(first.allowed, and(not(first.matched), rest.allowed)),
    }
  }
  return decide(0, rules.length).allowed
}

/** Every distinct part of formulas once, parts before wholes. A loop, since chains of statements are deep. */
export function* parts(...formulas: readonly Formula[]): Generator<Formula> {
  const seen = new Set<Formula>()
  const stack = formulas.map((part) => ({ part, entered: false })).reverse()
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (top.entered) {
      yield top.part
      continue
    }
    if (seen.has(top.part)) continue
    seen.add(top.part)
    stack.push({ part: top.part, entered: true })
    for (const child of children(top.part)) if (!seen.has(child)) stack.push({ part: child, entered: false })
  }
}

/** The parts a formula is directly made of. */
export function children(formula: Formula): readonly Formula[] {
  if (formula.kind === 'not') return [formula.part]
  return formula.kind === 'and' || formula.kind === 'or' ? formula.parts : []
}

/** How many distinct parts a formula has. */
export const size = (formula: Formula): number => [...parts(formula)].length

/** The variables a formula mentions. */
export const variablesOf = (formula: Formula): Set<string> =>
  new Set([...parts(formula)].flatMap((part) => (part.kind === 'atom' ? part.variable : [])))

/** Whether a model satisfies a formula. It looks at no more parts than it takes; a loop, since chains are deep. */
export function evaluate(formula: Formula, model: Model, free: FreeValues = new Map()): boolean {
  const values = new Map<Formula, boolean>()
  const stack = [{ part: formula, next: 0 }]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const { part } = top
    const below = children(part)
    // A part that decides alone: one false part of a conjunction, one true part of a disjunction.
    const decisive = part.kind === 'or'
    let value = leafValue(part, model, free)
    while (value === undefined && top.next < below.length) {
      const known = values.get(below[top.next] as Formula)
      if (known === undefined) break
      top.next++
      if (part.kind === 'not') value = !known
      else if (known === decisive) value = decisive
    }
    const child = below[top.next]
    if (value === undefined && child) {
      stack.push({ part: child, next: 0 })
    } else {
      values.set(part, value ?? !decisive)
      stack.pop()
    }
  }
  return values.get(formula) ?? false
}

/** The truth of a part that has no parts. */
function leafValue(part: Formula, model: Model, free: FreeValues): boolean | undefined {
  if (part.kind === 'true' || part.kind === 'false') return part.kind === 'true'
  if (part.kind !== 'atom') return undefined
  if (!model.has(part.variable)) throw new Error(`the model has no variable '${part.variable}'`)
  return holds(part.predicate, model.get(part.variable), free)
}

/**
 * Drops what changes nothing (TRUE in a conjunction, FALSE in a disjunction). A part that decides alone does not
 * swallow the others: a theorem must still see each variable that its policies speak of. The solver folds (fold.ts).
 */
function join(kind: 'and' | 'or', all: readonly Formula[]): Formula {
  const neutral = kind === 'and' ? 'true' : 'false'
  const kept = [...new Set(all.filter((part) => part.kind !== neutral))]
  const [only] = kept
  if (!only) return kind === 'and' ? TRUE : FALSE
  return kept.length === 1 ? only : { kind, parts: kept }
}
