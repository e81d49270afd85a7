import { type Event, keyOf } from './event.ts'

/** What has begun and not ended. */
export interface Running {
  readonly event: Event
  /** When it began, by the service's clock. */
  readonly since: number
}

/** An event in its place in time. */
export interface Step {
  readonly event: Event
  /** Milliseconds from the start of the operation. */
  readonly offset: number
  /** How long what ends here took, where its beginning was seen. */
  readonly took: number | undefined
  /** Whether it says no more than an event before it: that something has begun is told twice (once without its id). */
  readonly isRepeat: boolean
}

/** Events of one operation, root and nested stacks, as they come: late, twice, out of order. */
export class Timeline {
  #startedAt = Number.POSITIVE_INFINITY
  readonly #seen = new Set<string>()
  readonly #running = new Map<string, Running>()
  readonly #ended = new Map<string, number>()

  /** Takes in what is new of these, in the order of time. */
  add(events: readonly Event[]): Step[] {
    const fresh = events.filter(({ id }) => !this.#seen.has(id) && this.#seen.add(id)).filter(isOfOperation)
    fresh.sort((a, b) => a.at - b.at)
    for (const { at, status } of fresh) if (isRunning(status)) this.#startedAt = Math.min(this.#startedAt, at)
    return fresh.map((event) => ({
      event,
      isRepeat: this.#isRepeat(event),
      took: this.#take(event),
      offset: this.offsetOf(event.at),
    }))
  }

  #isRepeat(event: Event): boolean {
    const before = this.#running.get(keyOf(event))?.event
    return before?.status === event.status && !event.detail && !event.isOwn
  }

  /** What is in progress, the longest first. */
  running(): Running[] {
    return [...this.#running.values()].sort((a, b) => a.since - b.since)
  }

  /** How long after the start that is. */
  offsetOf(at: number): number {
    return Number.isFinite(this.#startedAt) ? Math.max(0, at - this.#startedAt) : 0
  }

  #take(event: Event): number | undefined {
    const key = keyOf(event)
    const before = this.#running.get(key)
    if (isRunning(event.status)) {
      // One that comes after its end was seen begins nothing.
      if (event.at < (this.#ended.get(key) ?? 0)) return undefined
      this.#running.set(key, before ? continued(before, event) : { event, since: event.at })
      return undefined
    }
    this.#ended.set(key, Math.max(event.at, this.#ended.get(key) ?? 0))
    if (!before || before.event.at > event.at) return undefined
    this.#running.delete(key)
    return event.at - before.since
  }
}

/** A stack that turns back is still at the same; a resource that is deleted after it was made begins anew. */
function continued(before: Running, event: Event): Running {
  const [older, newer] = event.at < before.event.at ? [event, before.event] : [before.event, event]
  const isSame = event.isOwn || older.status === newer.status
  return {
    event: newer,
    since: isSame ? Math.min(before.since, older.at) : newer === event ? event.at : before.since,
  }
}

export const isRunning = (status: string): boolean => status.endsWith('_IN_PROGRESS')

/** A stack is first under review, when its change set is made: that is no deployment yet. */
const isOfOperation = ({ status }: Event): boolean => status !== 'REVIEW_IN_PROGRESS'
