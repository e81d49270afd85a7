import { type Look, type Paint, plain } from '../../command/paint.ts'
import { oneLine } from '../../command/visible.ts'
import { durationText, offsetText } from './duration.ts'
import { type Event, isCancelled, nameOf } from './event.ts'
import { isRunning, type Running, type Step } from './timeline.ts'

/** One line of text for an event. */
export function stepLine({ event, offset, took }: Step, paint: Paint = plain): string {
  const { type, status, reason, detail } = event
  const [mark, look] = markOf(event)
  const parts = [
    `${offsetText(offset)} ${look ? paint(look, mark) : mark} ${oneLine(nameOf(event))}`,
    oneLine(type),
    look ? paint(look, status) : status,
    detail ?? '',
    took === undefined ? '' : durationText(took),
  ]
  const line = parts.filter((part) => part !== '').join('  ')
  return isTold(event) ? `${line}: ${oneLine(reason ?? '')}` : line
}

/** What is in progress and how long, for when nothing was heard for a while. */
export function heartbeatLine(running: readonly Running[], now: number, offset: number): string {
  const leaves = leavesOf(running)
  const names = leaves
    .slice(0, 5)
    .map(({ event, since }) => `${nameOf(event)} (${durationText(now - since)})`)
  const more = leaves.length > names.length ? `, and ${leaves.length - names.length} more` : ''
  const what = names.length > 0 ? `in progress: ${names.map(oneLine).join(', ')}${more}` : 'nothing heard yet'
  return `${offsetText(offset)} … ${what}`
}

/** Those that wait for no other of them: a stack waits for what is in it. */
export function leavesOf(running: readonly Running[]): Running[] {
  const isAround = ({ event }: Running) => {
    const inside = event.isOwn ? event.path : [...event.path, event.logicalId]
    return running.some(
      (other) =>
        (other.event.path.length > inside.length ||
          (other.event.path.length === inside.length && !other.event.isOwn)) &&
        inside.every((part, index) => other.event.path[index] === part),
    )
  }
  return running.filter((each) => !isEcho(each.event) && !isAround(each))
}

/** What a nested stack says of itself when its parent says the same of it as a resource. */
export const isEcho = ({ isOwn, path, status }: Event): boolean =>
  isOwn && path.length > 0 && /^(CREATE|UPDATE|DELETE|IMPORT)_(IN_PROGRESS|COMPLETE)$/.test(status)

/** Whether it failed by itself, as far as one event tells. */
export const isFailure = (event: Event): boolean =>
  event.status.endsWith('_FAILED') && !isCancelled(event) && !/^Embedded stack /.test(event.reason ?? '')

/** Failures have reasons, and turns back; of the others it says no more than the status. */
const isTold = ({ status, reason, isOwn }: Event): boolean =>
  reason !== undefined && (status.endsWith('_FAILED') || (isOwn && status.includes('ROLLBACK')))

function markOf(event: Event): readonly [string, Look?] {
  const { status, isOwn } = event
  if (isFailure(event)) return ['✗', 'bad']
  if (status.endsWith('_FAILED')) return ['✗', 'dim']
  if (isOwn && status.includes('ROLLBACK')) return ['↺', 'bad']
  return isRunning(status) ? ['·'] : ['✓', 'good']
}
