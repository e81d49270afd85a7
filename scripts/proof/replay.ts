import { valuable } from './replay/apart.ts'
import { replayFilters } from './replay/filters.ts'
import { replayPolicies } from './replay/policies.ts'
import type { Subject } from './subject.ts'
import type { Found } from './theorems/ask.ts'

/** What the reference interpreter was asked, and says as well; the rest it could not be asked. */
export interface Replayed {
  readonly policies: boolean
  readonly filters: boolean
}

/**
 * Asks the reference interpreter (access/) about a request that the solver found. It reads the same policies and
 * packet filters by other means, so that a fault in either shows as a disagreement: that is an error of ours and no
 * verdict.
 *
 * @throws Error when the two disagree
 */
export function replay(subject: Subject, request: Found): Replayed {
  const plain = valuable(subject, request)
  if (!plain) return { policies: false, filters: false }
  const { found, valuation } = plain
  return {
    policies: replayPolicies(subject, found, valuation),
    filters: replayFilters(subject, found, valuation),
  }
}
