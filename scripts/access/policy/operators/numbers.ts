import type { Place } from '../../../template/value.ts'
import { Unsettled } from '../unsettled.ts'
import { type Operator, withNegation } from './operator.ts'

/** Less than nothing when the request's number is the smaller one. */
const compared =
  (holds: (difference: bigint) => boolean): Operator['read'] =>
  (wanted) => {
    const number = readNumber(wanted.text, wanted.at)
    return (text) => {
      const actual = readNumber(text, wanted.at)
      const digits = Math.max(number.decimals, actual.decimals)
      return holds(scaled(actual, digits) - scaled(number, digits))
    }
  }

interface Decimal {
  readonly digits: bigint
  readonly decimals: number
}

function readNumber(text: string, at: Place): Decimal {
  // AWS documents no exponents: `1e3` is read as 1 by some.
  const [, sign, whole, part = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) throw new Unsettled(`'${text}' is no number`, at)
  return { digits: BigInt(`${whole}${part}`) * (sign === '-' ? -1n : 1n), decimals: part.length }
}

const scaled = ({ digits, decimals }: Decimal, to: number): bigint => digits * 10n ** BigInt(to - decimals)

const operator = (name: string, holds: (difference: bigint) => boolean): Operator => ({
  name,
  negated: false,
  read: compared(holds),
})

export const numbers: readonly Operator[] = [
  ...withNegation(
    'NumericEquals',
    'NumericNotEquals',
    compared((difference) => difference === 0n),
  ),
  operator('NumericLessThan', (difference) => difference < 0n),
  operator('NumericLessThanEquals', (difference) => difference <= 0n),
  operator('NumericGreaterThan', (difference) => difference > 0n),
  operator('NumericGreaterThanEquals', (difference) => difference >= 0n),
]
