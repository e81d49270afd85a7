import { conditionTruth } from '../conditions.ts'
import { hasSymbols } from '../symbols.ts'
import { asLiteral, entriesOf, itemsOf, textOf } from '../tree.ts'
import { undecidedValue } from '../undecided.ts'
import { flag, unknown, type Value } from '../value.ts'
import { asText, derived, type Intrinsic } from './intrinsic.ts'

export const ifElse: Intrinsic = (argument, at, scope) => {
  const [name, yes, no] = itemsOf(argument)
  const condition = textOf(name)
  if (condition === undefined || !yes || !no) return unknown(at, 'Fn::If without a condition and two values')
  const truth = scope.holds(condition, at)
  if (typeof truth === 'object') return undecidedValue(truth, at)
  return scope.resolve(truth ? yes : no)
}

/** A condition where a value is wanted. */
export const condition =
  (name: string): Intrinsic =>
  (argument, at, scope) => {
    const truth = conditionTruth({ kind: 'call', name, argument, at }, scope)
    return typeof truth === 'object' ? undecidedValue(truth, at) : flag(at, truth)
  }

export const findInMap: Intrinsic = (argument, at, scope) => {
  const [map, top, second, options] = itemsOf(argument)
  if (!map || !top || !second) return unknown(at, 'Fn::FindInMap without a map and two keys')
  const path = [map, top, second].map((node) => asText(scope.resolve(node), at, 'Fn::FindInMap'))
  const keys: string[] = []
  for (const key of path) {
    if (key.kind === 'unknown') return key
    keys.push(key.text)
  }
  if (keys.some(hasSymbols)) return derived('Fn::FindInMap', keys.join(', '), at, scope)
  const [mapName = '', topKey = '', secondKey = ''] = keys
  const found = entriesOf(entriesOf(scope.stack.template.mappings.get(mapName)).get(topKey)).get(secondKey)
  const value = found && asLiteral(found)
  if (value) return { ...value, at } as Value
  const otherwise = entriesOf(options).get('DefaultValue')
  return otherwise
    ? scope.resolve(otherwise)
    : unknown(at, `Fn::FindInMap of ${keys.join('.')}, which is not mapped`)
}
