import { fits, plain, readPattern } from '../pattern.ts'
import { type Operator, withNegation } from './operator.ts'

const equals: Operator['read'] = (wanted, scope) => {
  const pattern = readPattern(wanted, scope)
  return (actual) => pattern !== undefined && plain(pattern) === actual
}

const equalsIgnoreCase: Operator['read'] = (wanted, scope) => {
  const pattern = readPattern(wanted, scope)
  return (actual) => pattern !== undefined && plain(pattern).toLowerCase() === actual.toLowerCase()
}

const like: Operator['read'] = (wanted, scope) => {
  const pattern = readPattern(wanted, scope)
  return (actual) => pattern !== undefined && fits(pattern, actual)
}

/** Exact, exact but for case, and with `*` and `?`. */
export const strings: readonly Operator[] = [
  ...withNegation('StringEquals', 'StringNotEquals', equals),
  ...withNegation('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalsIgnoreCase),
  ...withNegation('StringLike', 'StringNotLike', like),
]
