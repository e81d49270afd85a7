import { atom, type Formula } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Match } from './operators.ts'

/** How the request's number stands to the policy's. */
export type Order = 'equal' | 'less' | 'less or equal' | 'greater' | 'greater or equal'

/** Numbers of requests are whole; those of a policy need not be. */
export const numberMatch =
  (order: Order): Match =>
  (variable, { text, at }) => {
    const number = Number(text)
    if (!/^[+-]?\d+(?:\.\d+)?$/.test(text) || !isExact(text, number))
      throw new Unsupported(`'${text}' is no number, or has too many digits`, at)
    return compare(variable, order, number)
  }

/** Dates are compared as milliseconds since 1970. */
export const dateMatch =
  (order: Order): Match =>
  (variable, { text, at }) => {
    const moment = parseMoment(text)
    if (moment === undefined)
      throw new Unsupported(`'${text}' is no date with its zone, nor seconds since 1970`, at)
    return compare(variable, order, moment)
  }

function compare(variable: string, order: Order, number: number): Formula {
  const integers = (from: number, to: number) => atom(variable, { kind: 'integers', from, to })
  switch (order) {
    case 'equal':
      // No whole number is between the two of a fraction.
      return integers(Math.ceil(number), Math.floor(number))
    case 'less':
      return integers(Number.NEGATIVE_INFINITY, Math.ceil(number) - 1)
    case 'less or equal':
      return integers(Number.NEGATIVE_INFINITY, Math.floor(number))
    case 'greater':
      return integers(Math.floor(number) + 1, Number.POSITIVE_INFINITY)
    case 'greater or equal':
      return integers(Math.ceil(number), Number.POSITIVE_INFINITY)
  }
}

/** Fifteen digits are what a double holds of any decimal. */
const isExact = (text: string, number: number): boolean =>
  text.replace(/\D/g, '').length <= 15 && Number.isFinite(number)

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/

/** Seconds since 1970 or an ISO date; undefined for a date without zone or one that no calendar has. */
function parseMoment(text: string): number | undefined {
  // Four digits could as well be a year.
  if (/^\d{5,12}$/.test(text)) return Number(text) * 1000
  const [, day] = ISO.exec(text) ?? []
  if (day === undefined) return undefined
  // Date.parse lets 30 February pass as 1 March; written back, the day differs.
  const midnight = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}
