import type { Clock } from '../../scripts/delivery/clock.ts'

/** A clock on which waiting takes no time: it moves on to where the wait would have ended. */
export function virtualClock(start = Date.parse('2026-11-29T08:00:00Z')): Clock & { move(ms: number): void } {
  let now = start
  return {
    now: () => now,
    async wait(milliseconds, signal) {
      signal?.throwIfAborted()
      now += milliseconds
    },
    move(milliseconds) {
      now += milliseconds
    },
  }
}
