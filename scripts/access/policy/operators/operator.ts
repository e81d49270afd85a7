import type { TextValue } from '../../../template/value.ts'
import type { Scope } from '../scope.ts'

/** A condition operator of IAM (semantics 4.2). */
export interface Operator {
  /** As AWS writes it; compared without regard to case. */
  readonly name: string
  /** A negated operator holds when NO value of the policy matches, so also when the request lacks the key. */
  readonly negated: boolean
  /**
   * Reads one value of the policy, once, whether the request has the key or not: a bad value is never passed over.
   *
   * @returns whether a value of the request matches it, without the negation
   * @throws Unsettled when the value is none of the operator's kind
   */
  readonly read: (wanted: TextValue, scope: Scope) => (actual: string) => boolean
}

/** An operator and its negation: `StringEquals` and `StringNotEquals`. */
export const withNegation = (name: string, negation: string, read: Operator['read']): Operator[] => [
  { name, negated: false, read },
  { name: negation, negated: true, read },
]
