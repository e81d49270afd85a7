import { createHash } from 'node:crypto'
import { type LoggedCall, nameOf } from '../../../tests/aws/calls.ts'
import type { Fault } from '../../../tests/aws/faults.ts'

/** One call in so many is throttled. */
export interface Throttle {
  readonly seed: number
  readonly oneIn: number
}

/**
 * Throttling that meets everybody alike: whether a call is throttled turns on the seed and on which one of its name it
 * is, and on nothing else that somebody does.
 */
export const throttling = ({ seed, oneIn }: Throttle): Fault => ({
  trouble: 'throttle',
  times: Number.POSITIVE_INFINITY,
  when: (call: Pick<LoggedCall, 'service' | 'action' | 'occurrence'>) => {
    const hash = createHash('sha256')
      .update(`${seed} ${nameOf(call)} ${call.occurrence}`)
      .digest()
    return hash.readUInt32BE() < 2 ** 32 / oneIn
  },
})
