import { LAST_V4 } from '../logic/address.ts'
import { evaluate } from '../logic/formula.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import type { Found } from '../theorems/ask.ts'
import { type Valuation, valuationOf } from './valuation.ts'

/** How far the destination moves: to the next /24 or to the next address, which is rarely of another class. */
const STEPS = [0n, 256n, -256n, 1n, -1n]

/**
 * The request with values for its symbols. The solver may take one address for the sender and for the endpoint, and say
 * of an unknown block that it holds the one and not the other; then the endpoint's address moves to where all gates
 * say the same. Undefined where no values can be made up.
 */
export function valuable(subject: Subject, found: Found): { found: Found; valuation: Valuation } | undefined {
  const { model, free } = found
  const destination = model.get(REQUEST.destination)
  const filters = subject.requests.gates.filter(({ filter }) => filter)
  const formulas = [subject.requests.facts, ...filters.map(({ passes }) => passes)]
  const says = (other: Found['model']) => formulas.map((one) => evaluate(one, other, free)).join()
  for (const step of typeof destination === 'bigint' ? STEPS : [0n]) {
    const moved = typeof destination === 'bigint' ? destination + step : 0n
    if (moved < 0n || moved > LAST_V4) continue
    const other = step === 0n ? found : { model: new Map(model).set(REQUEST.destination, moved), free }
    const valuation = valuationOf(subject.region.symbols, other)
    if (valuation && (step === 0n || says(model) === says(other.model))) return { found: other, valuation }
  }
  return undefined
}
