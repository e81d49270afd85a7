import type { Value } from '../../template/value.ts'
import type { Valuation } from './valuation.ts'

/** The value with every text as it could be after deployment. */
export function valued(value: Value, valuation: Valuation): Value {
  switch (value.kind) {
    case 'text':
      return { ...value, text: valuation(value.text) }
    case 'list':
      return { ...value, items: value.items.map((item) => valued(item, valuation)) }
    case 'map':
      return {
        ...value,
        entries: new Map([...value.entries].map(([key, one]) => [key, valued(one, valuation)])),
      }
    default:
      return value
  }
}
