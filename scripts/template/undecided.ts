import type { Place, UnknownValue, Value } from './value.ts'
import type { Undecided } from './world.ts'

/** A value that is unknown only because a world leaves a condition open. */
interface UndecidedValue extends UnknownValue {
  readonly open: Undecided
}

/** A condition that the world leaves open, as a value. */
export function undecidedValue(open: Undecided, at: Place): UndecidedValue {
  return { kind: 'unknown', why: open.why, at, open }
}

/** An open condition that a value depends on; one that a parameter's value decides where there is one. */
export function openIn(value: Value | undefined): Undecided | undefined {
  if (value?.kind === 'unknown') return 'open' in value ? (value as UndecidedValue).open : undefined
  if (value?.kind !== 'list' && value?.kind !== 'map') return undefined
  let found: Undecided | undefined
  for (const item of value.kind === 'list' ? value.items : value.entries.values()) {
    const open = openIn(item)
    if (open?.split) return open
    found ??= open
  }
  return found
}
