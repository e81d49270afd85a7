import type { Value } from '../template/value.ts'

/** The value behind names one in another; undefined where there is none. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (one, name) => (one?.kind === 'map' ? one.entries.get(name) : undefined),
    value,
  )
}

/** A text; numbers and flags count as the texts they are written as. */
export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return value.text
  if (value?.kind === 'number') return String(value.number)
  return value?.kind === 'flag' ? String(value.flag) : undefined
}

export const textAt = (value: Value | undefined, ...path: readonly string[]): string | undefined =>
  textOf(at(value, ...path))

export function numberAt(value: Value | undefined, ...path: readonly string[]): number | undefined {
  const number = Number(textAt(value, ...path))
  return Number.isFinite(number) ? number : undefined
}

export const itemsAt = (value: Value | undefined, ...path: readonly string[]): readonly Value[] => {
  const list = at(value, ...path)
  return list?.kind === 'list' ? list.items : []
}

export const entriesAt = (value: Value | undefined, ...path: readonly string[]): [string, Value][] => {
  const map = at(value, ...path)
  return map?.kind === 'map' ? [...map.entries] : []
}
