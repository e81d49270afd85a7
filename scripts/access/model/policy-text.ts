import type { Place, Value } from '../../template/value.ts'
import { Undecided } from './evidence.ts'

/** A policy as a value: API Gateway also takes one that is written as a text of JSON. */
export function policyValue(value: Value): Value {
  if (value.kind !== 'text') return value
  try {
    return toValue(JSON.parse(value.text), value.at)
  } catch {
    throw new Undecided('a policy that is a text, but not of JSON', value.at)
  }
}

function toValue(json: unknown, at: Place): Value {
  if (typeof json === 'string') return { kind: 'text', text: json, at }
  if (typeof json === 'number') return { kind: 'number', number: json, at }
  if (typeof json === 'boolean') return { kind: 'flag', flag: json, at }
  if (Array.isArray(json)) return { kind: 'list', items: json.map((item) => toValue(item, at)), at }
  if (json === null) return { kind: 'unknown', why: 'a null in a policy', at }
  const entries = Object.entries(json as object).map(([key, item]): [string, Value] => [
    key,
    toValue(item, at),
  ])
  return { kind: 'map', entries: new Map(entries), at }
}
