import { createHash } from 'node:crypto'
import type { Scope } from '../scope.ts'
import type { Node } from '../tree.ts'
import { type Place, type TextValue, text, type UnknownValue, unknown, type Value } from '../value.ts'

/** Resolves one intrinsic; undefined stands for AWS::NoValue. */
export type Intrinsic = (argument: Node, at: Place, scope: Scope) => Value | undefined

/** A value as text, or the unknown that keeps it from being one. */
export function asText(value: Value | undefined, at: Place, what: string): TextValue | UnknownValue {
  if (value?.kind === 'text' || value?.kind === 'unknown') return value
  if (value?.kind === 'number') return text(at, String(value.number))
  if (value?.kind === 'flag') return text(at, String(value.flag))
  return unknown(at, `${what} of what is no text`)
}

/** Longer than a template: texts that double from one to the next end here. */
const LONGEST = 1_000_000

/** A text put together from others. */
export const composed = (at: Place, content: string): TextValue | UnknownValue =>
  content.length > LONGEST ? unknown(at, 'a text of more than a million characters') : text(at, content)

/** Text computed from symbols in a way that only deployment can: the same computation has the same symbol. */
export function derived(name: string, content: string, at: Place, scope: Scope, prefix = ''): TextValue {
  const { names } = scope.evaluation
  const shown = names.symbols.show(content)
  const short =
    shown.length > 120 ? `#${createHash('sha256').update(shown).digest('hex').slice(0, 12)}` : shown
  return text(at, names.of({ name: `${name}(${short})`, what: { kind: 'derived' }, at }, prefix))
}
