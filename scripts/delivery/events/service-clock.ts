import type { Clock } from '../clock.ts'
import type { Event } from './event.ts'

/**
 * What time it is by the clock that the events are stamped with. The clock here may be minutes off, and an event comes
 * late by an unknown time: the one that came soonest is nearest to the truth.
 */
export class ServiceClock {
  #ahead = Number.POSITIVE_INFINITY
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  hear(events: readonly Event[]): void {
    const now = this.#clock.now()
    for (const { at } of events) this.#ahead = Math.min(this.#ahead, now - at)
  }

  now(): number {
    return this.#clock.now() - (Number.isFinite(this.#ahead) ? this.#ahead : 0)
  }
}
