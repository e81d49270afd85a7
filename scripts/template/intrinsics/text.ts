import { isOpenList, openList } from '../open-list.ts'
import { splitText } from '../split-text.ts'
import { hasSymbols } from '../symbols.ts'
import { itemsOf, textOf } from '../tree.ts'
import { list, text, type UnknownValue, unknown, type Value } from '../value.ts'
import { asText, composed, derived, type Intrinsic } from './intrinsic.ts'

export const join: Intrinsic = (argument, at, scope) => {
  const [separatorNode, listNode] = itemsOf(argument)
  const separator = textOf(separatorNode)
  if (separator === undefined || !listNode) return unknown(at, 'Fn::Join without a separator and a list')
  const items = scope.resolve(listNode)
  if (isOpenList(items)) {
    return separator === ','
      ? text(at, items.joined)
      : derived('Fn::Join', `${separator}, ${items.joined}`, at, scope)
  }
  if (items?.kind === 'unknown') return items
  if (items?.kind !== 'list') return unknown(at, 'Fn::Join of what is no list')
  const parts: string[] = []
  for (const item of items.items) {
    const part = isOpenList(item) && separator === ',' ? text(at, item.joined) : asText(item, at, 'Fn::Join')
    if (part.kind === 'unknown') return part
    parts.push(part.text)
  }
  return composed(at, parts.join(separator))
}

export const split: Intrinsic = (argument, at, scope) => {
  const [separatorNode, source] = itemsOf(argument)
  const separator = textOf(separatorNode)
  if (!separator || !source) return unknown(at, 'Fn::Split without a separator and a text')
  const value = asText(scope.resolve(source), at, 'Fn::Split')
  if (value.kind === 'unknown') return value
  const { symbols } = scope.evaluation.names
  const parts = splitText(value.text, separator, symbols)
  if (parts) {
    return list(
      at,
      parts.map((part) => text(at, part)),
    )
  }
  const name = `Fn::Split(${separator}, ${symbols.show(value.text)})`
  const joined = separator === ',' ? value.text : derived('Fn::Join', `,, ${name}`, at, scope).text
  return openList(at, { name, prefix: '', item: { kind: 'derived' }, joined })
}

export const base64: Intrinsic = (argument, at, scope) => {
  const value = asText(scope.resolve(argument), at, 'Fn::Base64')
  if (value.kind === 'unknown') return value
  if (hasSymbols(value.text)) return derived('Fn::Base64', value.text, at, scope)
  return text(at, Buffer.from(value.text).toString('base64'))
}

export const toJsonString: Intrinsic = (argument, at, scope) => {
  const value = scope.resolve(argument)
  if (value?.kind === 'unknown') return value
  if (value?.kind !== 'map' && value?.kind !== 'list')
    return unknown(at, 'Fn::ToJsonString of what is no map and no list')
  const hidden: { found?: UnknownValue } = {}
  const plain = toPlain(value, hidden)
  return hidden.found ?? composed(at, JSON.stringify(plain))
}

function toPlain(value: Value, hidden: { found?: UnknownValue }): unknown {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'number':
      return value.number
    case 'flag':
      return value.flag
    case 'list':
      return value.items.map((item) => toPlain(item, hidden))
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, toPlain(item, hidden)]))
    case 'unknown':
      hidden.found ??= value
      return undefined
  }
}
