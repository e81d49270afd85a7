import type { PolicyRequest } from './request.ts'
import type { Doubts } from './unsettled.ts'

/** What an element of a statement needs to know beside its own text. */
export interface Scope {
  readonly request: PolicyRequest
  /** Whether `${…}` is a policy variable: only with Version 2012-10-17 (IAM user guide, policy variables). */
  readonly variables: boolean
  readonly effect: 'Allow' | 'Deny'
  readonly doubts: Doubts
}

/** The reading by which a statement opens nothing by a doubt: a Deny matches, an Allow does not. */
export const saferMatch = ({ effect }: Scope): boolean => effect === 'Deny'
