import type { Valuation } from './valuation.ts'

/** The same with every text in it as it could be after deployment; its places stay the ones in the templates. */
export function valued<Thing>(thing: Thing, valuation: Valuation): Thing {
  if (typeof thing === 'string') return valuation(thing) as Thing
  if (Array.isArray(thing)) return thing.map((item) => valued(item, valuation)) as Thing
  if (thing instanceof Map)
    return new Map([...thing].map(([key, item]) => [key, valued(item, valuation)])) as Thing
  if (typeof thing !== 'object' || thing === null) return thing
  return Object.fromEntries(
    Object.entries(thing).map(([key, item]) => [key, key === 'at' ? item : valued(item, valuation)]),
  ) as Thing
}
