import type { Symbols } from '../../template/symbols.ts'
import { LAST_V4 } from '../logic/address.ts'
import { evaluate, type Formula, type Model } from '../logic/formula.ts'
import { REQUEST } from '../request/variables.ts'
import type { Found } from '../theorems/ask.ts'
import { type Valuation, valuationOf } from './valuation.ts'

/** A request that was found, with values for its symbols. */
export interface Plain {
  readonly found: Found
  readonly valuation: Valuation
}

/** How far the destination moves: to the next /24 or to the next address, which is rarely of another class. */
const STEPS = [256n, -256n, 1n, -1n]

/**
 * The solver may take one address for the sender and for the endpoint, and say of an unknown block that it holds the
 * one and not the other; then the endpoint's address moves, to where all formulas say the same. Undefined where no
 * values can be made up.
 */
export function plainOf(
  symbols: Symbols,
  { model, free }: Found,
  formulas: readonly Formula[],
): Plain | undefined {
  const says = (other: Model) => formulas.map((one) => evaluate(one, other, free)).join()
  for (const other of moved(model)) {
    const valuation = valuationOf(symbols, { model: other, free })
    if (valuation && (other === model || says(other) === says(model)))
      return { found: { model: other, free }, valuation }
  }
  return undefined
}

function* moved(model: Model): Generator<Model> {
  yield model
  const destination = model.get(REQUEST.destination)
  if (typeof destination !== 'bigint') return
  for (const step of STEPS) {
    const address = destination + step
    if (0n <= address && address <= LAST_V4) yield new Map(model).set(REQUEST.destination, address)
  }
}
