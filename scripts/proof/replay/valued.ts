import { isSymbol } from '../../template/symbols.ts'
import type { Valuation } from './valuation.ts'

/** What holds nothing to replace is the same under every valuation, and worlds share most of it. */
type Settled = WeakSet<object>

const withoutSymbols: Settled = new WeakSet()
const withoutBlocks: Settled = new WeakSet()

/** The same with every text in it as it could be after deployment. */
export const valued = <Thing>(thing: Thing, valuation: Valuation): Thing =>
  replaced(thing, valuation, withoutSymbols)

/** The same with every block in it; ids keep their symbols, which are as good for comparing them. */
export const withBlocks = <Thing>(thing: Thing, valuation: Valuation): Thing =>
  replaced(thing, (text) => (text.length === 1 && isSymbol(text) ? valuation(text) : text), withoutBlocks)

function replaced<Thing>(thing: Thing, valuation: Valuation, settled: Settled): Thing {
  if (typeof thing === 'string') return valuation(thing) as Thing
  if (typeof thing !== 'object' || thing === null || settled.has(thing)) return thing
  const before: [string, unknown][] = thing instanceof Map ? [...thing] : Object.entries(thing)
  const after = before.map(([key, item]): [string, unknown] => [key, replaced(item, valuation, settled)])
  if (after.every(([, item], index) => item === before[index]?.[1])) {
    settled.add(thing)
    return thing
  }
  if (Array.isArray(thing)) return after.map(([, item]) => item) as Thing
  return (thing instanceof Map ? new Map(after) : Object.fromEntries(after)) as Thing
}
