import type { Event } from '../events/event.ts'
import type { Terminal } from '../terminal.ts'
import { boxText } from './box.ts'
import { declaredAt } from './declared-at.ts'
import { hintFor } from './hints.ts'
import { diagnose } from './root-cause.ts'

/**
 * The root cause box of an operation that failed.
 *
 * @param template the file of the root stack's template, where there is one
 * @param next what to do next, one each
 */
export function failureText(
  events: readonly Event[],
  template: string | undefined,
  next: readonly string[],
  { isLive, paint }: Pick<Terminal, 'isLive' | 'paint'>,
): string {
  const diagnosis = diagnose(events)
  const { cause } = diagnosis
  const facts = {
    declared: cause && template !== undefined ? declaredAt(cause, template) : undefined,
    hint: cause && hintFor(cause.type, cause.reason),
    next,
  }
  return boxText(diagnosis, facts, isLive, paint)
}
