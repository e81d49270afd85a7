import { ACCOUNT } from './hints/account.ts'
import { API } from './hints/api.ts'
import type { Hint } from './hints/hint.ts'
import { LEFTOVERS } from './hints/leftovers.ts'
import { NETWORK } from './hints/network.ts'
import { PROBE } from './hints/probe.ts'

export type { Hint } from './hints/hint.ts'

/**
 * The failures that these stacks are known for; the first that fits counts. The probe comes before all that is
 * general, as it quotes refusals of others.
 */
export const HINTS: readonly Hint[] = [...PROBE, ...API, ...NETWORK, ...LEFTOVERS, ...ACCOUNT]

/** What is known about a failure by its type and reason. */
export const hintFor = (type: string, reason: string | undefined): Hint | undefined =>
  HINTS.find((hint) => (hint.type === undefined || hint.type === type) && fits(hint.says, reason ?? ''))

/** Whether the parts between the gaps of a pattern stand in a text, in that order. */
function fits(pattern: string, text: string): boolean {
  let rest = plainly(text)
  return pattern.split('…').every((part) => {
    const wanted = plainly(part)
    const at = rest.indexOf(wanted)
    if (at >= 0) rest = rest.slice(at + wanted.length)
    return at >= 0
  })
}

const plainly = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()
