import type { Names } from './names.ts'
import type { SymbolKind } from './symbols.ts'
import { type Place, type TextValue, text, type UnknownValue, type Value } from './value.ts'

/**
 * A list whose length is not known. It is an unknown value, but its items and its joined text have names, so
 * `!Select [0, !Ref SubnetIds]` is the same symbol wherever it is written.
 */
export interface OpenList extends UnknownValue {
  readonly name: string
  /** What its items begin with: `subnet-`. */
  readonly prefix: string
  readonly item: SymbolKind
  /** All of it as one text, with commas. */
  readonly joined: string
}

export function openList(at: Place, from: Omit<OpenList, 'kind' | 'why' | 'at'>): OpenList {
  return { kind: 'unknown', why: `how many items ${from.name} has`, at, ...from }
}

export const isOpenList = (value: Value | undefined): value is OpenList =>
  value?.kind === 'unknown' && 'joined' in value

/** One of its items. */
export function itemOf({ name, prefix, item }: OpenList, index: number, names: Names, at: Place): TextValue {
  return text(at, names.of({ name: `${name}[${index}]`, what: item, at }, prefix))
}
