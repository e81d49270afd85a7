import { isOpenList, itemOf, openList } from '../open-list.ts'
import { itemsOf } from '../tree.ts'
import { list, number, text, unknown } from '../value.ts'
import { asText, derived, type Intrinsic } from './intrinsic.ts'

export const select: Intrinsic = (argument, at, scope) => {
  const [indexNode, listNode] = itemsOf(argument)
  if (!indexNode || !listNode) return unknown(at, 'Fn::Select without an index and a list')
  const wanted = asText(scope.resolve(indexNode), at, 'Fn::Select')
  if (wanted.kind === 'unknown') return wanted
  if (!/^\d{1,6}$/.test(wanted.text)) return unknown(at, 'Fn::Select with an index that is not known')
  const index = Number(wanted.text)
  const items = scope.resolve(listNode)
  if (isOpenList(items)) return itemOf(items, index, scope.evaluation.names, at)
  if (items?.kind === 'unknown') return items
  if (items?.kind !== 'list') return unknown(at, 'Fn::Select of what is no list')
  return (
    items.items[index] ?? unknown(at, `Fn::Select of item ${index} of ${items.items.length}, counted from 0`)
  )
}

export const length: Intrinsic = (argument, at, scope) => {
  const items = scope.resolve(argument)
  if (isOpenList(items)) return derived('Fn::Length', items.joined, at, scope)
  if (items?.kind === 'unknown') return items
  return items?.kind === 'list'
    ? number(at, items.items.length)
    : unknown(at, 'Fn::Length of what is no list')
}

/** The zones of a region: how many there are, and which, differs from account to account. */
export const getAzs: Intrinsic = (argument, at, scope) => {
  const given = asText(scope.resolve(argument), at, 'Fn::GetAZs')
  if (given.kind === 'unknown') return given
  const { names } = scope.evaluation
  const region = given.text || scope.pseudo('AWS::Region')
  if (names.concrete) {
    return list(
      at,
      ['a', 'b', 'c'].map((zone) => text(at, region + zone)),
    )
  }
  const name = `Fn::GetAZs(${names.symbols.show(region)})`
  const joined = names.of({ name: `${name} with commas`, what: { kind: 'derived' }, at })
  return openList(at, { name, prefix: '', item: { kind: 'derived' }, joined })
}
