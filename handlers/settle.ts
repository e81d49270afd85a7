import type { Sleep } from './retry.ts'
import type { Verdict } from './verdict.ts'

const INTERVAL_MS = 10_000
// One more pause, one more look (DNS, a cold start inside the VPC, two calls of 5 s) and the answer.
const MARGIN_MS = 60_000

/** The time a function has, and its way to let it pass. */
export interface Clock {
  readonly remaining: () => number
  readonly sleep: Sleep
}

/** Looks until the verdict is final or time gets short; the last verdict counts. */
export async function settle(look: () => Promise<Verdict>, clock: Clock): Promise<Verdict> {
  for (;;) {
    const verdict = await look()
    if (verdict.kind !== 'unsettled' || clock.remaining() < MARGIN_MS) return verdict
    await clock.sleep(INTERVAL_MS)
  }
}
