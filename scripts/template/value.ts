/** Where something stands in a file; lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/**
 * A value of a template whose intrinsics have been resolved. A text may hold symbols (symbols.ts) for what is known
 * only when the template is deployed. `unknown` is a value that could not be resolved: whoever needs it says
 * UNKNOWN with its place, and never passes it over.
 */
export type Value = TextValue | NumberValue | FlagValue | ListValue | MapValue | UnknownValue

export interface TextValue {
  readonly kind: 'text'
  readonly text: string
  readonly at: Place
}
export interface NumberValue {
  readonly kind: 'number'
  readonly number: number
  readonly at: Place
}
export interface FlagValue {
  readonly kind: 'flag'
  readonly flag: boolean
  readonly at: Place
}
export interface ListValue {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly at: Place
}
export interface MapValue {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Value>
  readonly at: Place
}
export interface UnknownValue {
  readonly kind: 'unknown'
  /** What is not understood, for people: `Fn::Transform`, `an import that no given template exports`. */
  readonly why: string
  readonly at: Place
}

/** `file:line`, as an editor's terminal makes it a link. */
export const placeText = ({ file, line }: Place): string => `${file}:${line}`

/** Where a person would change a value. */
export const placeOf = (value: Value): Place => value.at

export const text = (at: Place, content: string): TextValue => ({ kind: 'text', text: content, at })
export const number = (at: Place, content: number): NumberValue => ({ kind: 'number', number: content, at })
export const flag = (at: Place, content: boolean): FlagValue => ({ kind: 'flag', flag: content, at })
export const list = (at: Place, items: readonly Value[]): ListValue => ({ kind: 'list', items, at })
export const unknown = (at: Place, why: string): UnknownValue => ({ kind: 'unknown', why, at })
