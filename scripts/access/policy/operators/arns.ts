import { arnFits } from '../arn.ts'
import { readPattern } from '../pattern.ts'
import { type Operator, withNegation } from './operator.ts'

const ARN = /^(?:[^:]*:){5}/s

const arnLike: Operator['read'] = (wanted, scope) => {
  const pattern = readPattern(wanted, scope)
  const isArn = ARN.test(wanted.text)
  if (pattern && !isArn) {
    const why = `'${wanted.text}' has not the six parts of an ARN: it is read as matching nothing`
    scope.doubts.settle(why, wanted.at, false)
  }
  return (actual) => {
    if (!pattern || !isArn) return false
    const why = `the request's '${actual}' is no ARN: it is read as matching nothing`
    return arnFits(pattern, actual) ?? scope.doubts.settle(why, wanted.at, false)
  }
}

/** ArnEquals and ArnLike are one operator: both expand wildcards (semantics 4.2). */
export const arns: readonly Operator[] = [
  ...withNegation('ArnEquals', 'ArnNotEquals', arnLike),
  ...withNegation('ArnLike', 'ArnNotLike', arnLike),
]
