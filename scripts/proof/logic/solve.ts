import { Bdd } from './bdd.ts'
import { addressRank } from './cells.ts'
import { type Classes, type ClassLimits, classesOf } from './classes.ts'
import { type Coded, encode, type Layout } from './encode.ts'
import { foldAll } from './fold.ts'
import { evaluate, type Formula, type FreeValues, type Model, parts, type Value } from './formula.ts'
import { type Predicate, predicateKey } from './predicate.ts'
import { Unsupported } from './unsupported.ts'
import type { Variables } from './variables.ts'

export { Unsupported }

/** What `solve` found. A model has a value for every declared variable. */
export type Answer =
  | { readonly satisfiable: false }
  | { readonly satisfiable: true; readonly model: Model; readonly free: FreeValues }

export interface Limits extends ClassLimits {
  /** Nodes of the decision diagram. */
  readonly nodes?: number
}

const NODE_LIMIT = 4_000_000
/** Operations on diagrams recurse once for each level. */
const LEVEL_LIMIT = 2_000

/**
 * Decides whether some model satisfies a formula, exactly; free predicates may turn out either way.
 *
 * @param order the variables that a diagram should test first; it decides the time taken and nothing else
 * @throws Unsupported when a limit is passed or an answer depends on the unknown value of a symbol
 */
export function solve(
  formula: Formula,
  variables: Variables,
  order: readonly string[] = [],
  limits: Limits = {},
): Answer {
  const [answer] = solveAll([formula], variables, order, limits)
  if (!answer) throw new Error('a formula has no answer')
  return answer
}

/**
 * The same for several formulas, one by one. What they have in common is encoded once.
 *
 * @param cut for whoever knows some of the classes already
 */
export function solveAll(
  formulas: readonly Formula[],
  variables: Variables,
  order: readonly string[],
  limits: Limits,
  cut: typeof classesOf = classesOf,
): Answer[] {
  const folded = foldAll(formulas)
  const predicates = predicatesOf(folded, variables)
  const classes = new Map(
    [...variables].map(([name, domain]) => [
      name,
      cut(name, domain, [...(predicates.get(name)?.values() ?? [])], limits),
    ]),
  )
  const layout = layOut(classes, predicates, order)
  const bdd = new Bdd(limits.nodes ?? NODE_LIMIT)
  const nodes = encode(bdd, folded, layout)
  return formulas.map((formula, i) => {
    const node = nodes[i]
    if (node === undefined) throw new Error('a formula has no diagram')
    return answerFrom(formula, bdd.path(node), layout)
  })
}

function answerFrom(
  formula: Formula,
  path: ReadonlyMap<number, boolean> | undefined,
  layout: Layout,
): Answer {
  if (!path) return { satisfiable: false }
  const model = new Map([...layout.variables].map(([name, coded]) => [name, decode(coded, path)]))
  const free = new Map([...layout.free].map(([name, level]) => [name, path.get(level) ?? false]))
  // The original, not the folded formula: this is the last defence against a fault in anything above.
  if (!evaluate(formula, model, free))
    throw new Error('the solver found a model that does not satisfy the formula')
  return { satisfiable: true, model, free }
}

/** The distinct predicates of each variable, in the order in which the formulas have them. */
export function predicatesOf(
  formulas: readonly Formula[],
  variables: Variables,
): Map<string, Map<string, Predicate>> {
  const found = new Map<string, Map<string, Predicate>>()
  const owners = new Map<string, string>()
  for (const part of parts(...formulas)) {
    if (part.kind !== 'atom') continue
    const { variable, predicate } = part
    if (!variables.has(variable))
      throw new Error(`the formula speaks of '${variable}', which is not declared`)
    if (predicate.kind === 'free') {
      const owner = owners.get(predicate.name) ?? variable
      if (owner !== variable)
        throw new Error(`'${predicate.name}' is free for '${owner}' and for '${variable}'`)
      owners.set(predicate.name, owner)
    }
    const known = found.get(variable) ?? new Map<string, Predicate>()
    found.set(variable, known.set(predicateKey(predicate), predicate))
  }
  return found
}

/** Variables get their levels one after the other; a variable's free predicates follow its own. */
function layOut(
  classes: ReadonlyMap<string, Classes>,
  predicates: ReadonlyMap<string, ReadonlyMap<string, Predicate>>,
  order: readonly string[],
): Layout {
  const variables = new Map<string, Coded>()
  const free = new Map<string, number>()
  let level = 0
  for (const name of new Set([...order, ...predicates.keys(), ...classes.keys()])) {
    const own = classes.get(name)
    if (!own) throw new Error(`the order names '${name}', which is not declared`)
    const count = own.witnesses.length
    const bits = own.multivalued ? count : Math.ceil(Math.log2(count))
    variables.set(name, { classes: own, levels: Array.from({ length: bits }, () => level++) })
    for (const predicate of predicates.get(name)?.values() ?? [])
      if (predicate.kind === 'free') free.set(predicate.name, level++)
  }
  if (level > LEVEL_LIMIT) throw new Unsupported(`the decision diagram needs more than ${LEVEL_LIMIT} levels`)
  return { variables, free }
}

/** The most readable value among those that a path leaves open. */
function decode({ classes, levels }: Coded, path: ReadonlyMap<number, boolean>): Value {
  const { witnesses, multivalued } = classes
  if (multivalued) {
    const held = witnesses.filter((_, i) => path.get(levels[i] ?? -1) === true)
    return held.length > 0 ? (held as string[]) : undefined
  }
  const allowed = witnesses.filter((_, i) => fits(i, i === witnesses.length - 1, levels, path))
  const [first] = allowed
  if (typeof first !== 'bigint') return first
  return (allowed as bigint[]).reduce((best, next) => (addressRank(next) < addressRank(best) ? next : best))
}

/** Whether a class's number agrees with the path; the last class has all the numbers that are left, too. */
function fits(
  index: number,
  isLast: boolean,
  levels: readonly number[],
  path: ReadonlyMap<number, boolean>,
): boolean {
  const agrees = (number: number) =>
    levels.every((level, depth) => {
      const wanted = path.get(level)
      return wanted === undefined || wanted === (((number >> (levels.length - 1 - depth)) & 1) === 1)
    })
  if (!isLast) return agrees(index)
  for (let number = index; number < 2 ** levels.length; number++) if (agrees(number)) return true
  return levels.length === 0
}
