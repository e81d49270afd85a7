import { addressCells, integerCells } from './cells.ts'
import { type Predicate, predicateKey, type Value } from './predicate.ts'
import type { AlphabetOf, IsFresh } from './symbol-dependence.ts'
import { textClasses } from './text-classes.ts'
import type { Domain } from './variables.ts'

/** Numbers of classes from `from` up to but without `to`. */
export interface Run {
  readonly from: number
  readonly to: number
}

/**
 * The values of one variable, cut into classes that no predicate of the formula tells apart, each with a witness.
 * Two requests in the same classes satisfy the same atoms, hence the same formulas; and since variables are
 * independent and no class is empty, each combination of classes is some request's.
 */
export interface Classes {
  /** The witness of each class. Of a multivalued key these are the elements that it may hold. */
  readonly witnesses: readonly Value[]
  /** Where each simple predicate (by predicateKey) is true. */
  readonly runs: ReadonlyMap<string, readonly Run[]>
  readonly multivalued: boolean
}

export interface ClassLimits {
  readonly states?: number | undefined
  readonly isFresh?: IsFresh | undefined
  readonly alphabetOf?: AlphabetOf | undefined
}

/**
 * The classes that predicates cut a variable's domain into.
 *
 * @throws Unsupported past a limit, or when an answer depends on the unknown value of a symbol
 */
export function classesOf(
  variable: string,
  domain: Domain,
  predicates: readonly Predicate[],
  limits: ClassLimits = {},
): Classes {
  const classes = present(variable, domain, predicates, limits)
  if (classes.witnesses.length === 0 && !isOptional(domain))
    throw new Error(`'${variable}' has no possible value`)
  return isOptional(domain) ? withAbsence(classes) : classes
}

function present(
  variable: string,
  domain: Domain,
  predicates: readonly Predicate[],
  limits: ClassLimits,
): Classes {
  const of = <Kind extends Predicate['kind']>(...kinds: Kind[]) =>
    ofKinds(variable, domain, predicates, kinds)
  switch (domain.kind) {
    case 'text': {
      const patterns = of('pattern').map(({ pattern }) => pattern)
      return { ...textClasses(variable, domain.patterns, patterns, limits), multivalued: false }
    }
    case 'texts': {
      const patterns = of('some', 'every').flatMap((predicate) => predicate.patterns)
      return { ...textClasses(variable, domain.patterns, patterns, limits), multivalued: true }
    }
    case 'address': {
      const ranges = of('addresses').map((predicate) => ({
        ...predicate.range,
        key: predicateKey(predicate),
      }))
      return { ...addressCells(domain.family, ranges), multivalued: false }
    }
    case 'integer': {
      const ranges = of('integers').map((predicate) => ({ ...predicate, key: predicateKey(predicate) }))
      return { ...integerCells(domain, ranges), multivalued: false }
    }
    case 'choice':
      return choices(variable, domain.values, of('value'))
  }
}

function choices(
  variable: string,
  values: readonly string[],
  predicates: readonly Extract<Predicate, { kind: 'value' }>[],
): Classes {
  if (new Set(values).size < values.length) throw new Error(`'${variable}' lists a value twice`)
  const runs = predicates.map((predicate): [string, Run[]] => {
    const index = values.indexOf(predicate.value)
    // A misspelt value would make the atom false for good, and so prove anything.
    if (index < 0) throw new Error(`'${predicate.value}' is no value of '${variable}'`)
    return [predicateKey(predicate), [{ from: index, to: index + 1 }]]
  })
  return { witnesses: values, runs: new Map(runs), multivalued: false }
}

/** Absence comes first: it is the simplest value for a counterexample. */
function withAbsence({ witnesses, runs, multivalued }: Classes): Classes {
  const moved = [...runs].map(([key, list]): [string, Run[]] => [
    key,
    list.map(({ from, to }) => ({ from: from + 1, to: to + 1 })),
  ])
  moved.push([predicateKey({ kind: 'absent' }), [{ from: 0, to: 1 }]])
  return { witnesses: [undefined, ...witnesses], runs: new Map(moved), multivalued }
}

const isOptional = (domain: Domain): boolean => domain.kind !== 'texts' && domain.optional === true

/** The predicates of these kinds; any other kind but absent and free does not fit the domain. */
function ofKinds<Kind extends Predicate['kind']>(
  variable: string,
  domain: Domain,
  predicates: readonly Predicate[],
  kinds: readonly Kind[],
): Extract<Predicate, { kind: Kind }>[] {
  return predicates.filter((predicate): predicate is Extract<Predicate, { kind: Kind }> => {
    if ((kinds as readonly string[]).includes(predicate.kind)) return true
    if (predicate.kind === 'absent' || predicate.kind === 'free') return false
    throw new Error(`'${predicate.kind}' does not apply to '${variable}', which is of kind '${domain.kind}'`)
  })
}
