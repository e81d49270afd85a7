import type { Place } from '../../../template/value.ts'
import { Unsettled } from '../unsettled.ts'
import { type Operator, withNegation } from './operator.ts'

const compared =
  (holds: (difference: number) => boolean): Operator['read'] =>
  (wanted) => {
    const moment = readMoment(wanted.text, wanted.at)
    return (actual) => holds(readMoment(actual, wanted.at) - moment)
  }

/** A day, or a moment with its zone: without one, each reader would take its own. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/** Milliseconds since 1970. */
function readMoment(text: string, at: Place): number {
  // Fewer digits could as well be a year.
  if (/^\d{5,12}$/.test(text)) return Number(text) * 1000
  const [, year, month, day] = ISO.exec(text) ?? []
  const inMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const moment = Number(day) <= inMonth ? Date.parse(text) : Number.NaN
  if (Number.isNaN(moment))
    throw new Unsettled(`'${text}' is no date with its zone, nor seconds since 1970`, at)
  return moment
}

const operator = (name: string, holds: (difference: number) => boolean): Operator => ({
  name,
  negated: false,
  read: compared(holds),
})

export const dates: readonly Operator[] = [
  ...withNegation(
    'DateEquals',
    'DateNotEquals',
    compared((difference) => difference === 0),
  ),
  operator('DateLessThan', (difference) => difference < 0),
  operator('DateLessThanEquals', (difference) => difference <= 0),
  operator('DateGreaterThan', (difference) => difference > 0),
  operator('DateGreaterThanEquals', (difference) => difference >= 0),
]
