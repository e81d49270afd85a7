import type { Address, AddressRange } from './address.ts'
import { matches, type Pattern } from './pattern.ts'

/** What an atom says of its one variable. */
export type Predicate =
  | { readonly kind: 'absent' }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'addresses'; readonly range: AddressRange }
  /** From and to are both included, and may be infinite. */
  | { readonly kind: 'integers'; readonly from: number; readonly to: number }
  | { readonly kind: 'value'; readonly value: string }
  /**
   * Some predicate of the variable's value of which only the name is known; false when the variable is absent. It
   * may turn out either way, so whatever is proved holds for the real predicate too. A name belongs to one variable.
   */
  | { readonly kind: 'free'; readonly name: string }
  /** Of a multivalued key: some (every) element matches one of the patterns, or with `not` matches none. */
  | {
      readonly kind: 'some' | 'every'
      readonly patterns: readonly Pattern[]
      readonly not: boolean
    }

/** A variable's value; undefined is absent, and so is a multivalued key without elements. */
export type Value = string | Address | number | readonly string[] | undefined

/** A value for every variable. */
export type Model = ReadonlyMap<string, Value>

/** How the free predicates turn out, by name. */
export type FreeValues = ReadonlyMap<string, boolean>

/** Whether a value satisfies a predicate. */
export function holds(predicate: Predicate, value: Value, free: FreeValues): boolean {
  switch (predicate.kind) {
    case 'absent':
      return isAbsent(value)
    case 'pattern':
      return typeof value === 'string' && matches(predicate.pattern, value)
    case 'addresses':
      return typeof value === 'bigint' && predicate.range.first <= value && value <= predicate.range.last
    case 'integers':
      return typeof value === 'number' && predicate.from <= value && value <= predicate.to
    case 'value':
      return value === predicate.value
    case 'free':
      return !isAbsent(value) && (free.get(predicate.name) ?? false)
    case 'some':
      return elements(value).some((element) => accepts(predicate, element))
    case 'every':
      return elements(value).every((element) => accepts(predicate, element))
  }
}

/** The same key for the same predicate, so that it is abstracted and encoded once. */
export function predicateKey(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'absent':
      return 'absent'
    case 'pattern':
      return `pattern ${predicate.pattern.id}`
    case 'addresses':
      return `addresses ${predicate.range.first} ${predicate.range.last}`
    case 'integers':
      return `integers ${predicate.from} ${predicate.to}`
    case 'value':
      return `value ${predicate.value}`
    case 'free':
      return `free ${predicate.name}`
    default:
      return JSON.stringify([predicate.kind, predicate.not, predicate.patterns.map(({ id }) => id)])
  }
}

const isAbsent = (value: Value): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0)

type ElementPredicate = Extract<Predicate, { kind: 'some' | 'every' }>

const accepts = ({ patterns, not }: ElementPredicate, element: string): boolean =>
  patterns.some((pattern) => matches(pattern, element)) !== not

function elements(value: Value): readonly string[] {
  if (value === undefined) return []
  if (typeof value === 'object') return value
  throw new Error(`${typeof value} '${value}' is no value of a multivalued key`)
}
