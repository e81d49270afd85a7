import { entriesOf, itemsOf, type Node } from '../tree.ts'
import { unknown } from '../value.ts'
import { asText, composed, type Intrinsic } from './intrinsic.ts'
import { attributeOf, refTo } from './reference.ts'

const VARIABLE = /\$\{(!?)([^}]*)\}/g

/** What a text's variables name: `Name`, `Resource.Attribute`. */
export const variablesIn = (text: string): string[] =>
  [...text.matchAll(VARIABLE)].flatMap(([, literal, inner = '']) => (literal ? [] : inner.trim()))

export const sub: Intrinsic = (argument, at, scope) => {
  const [first = argument, second] = itemsOf(argument)
  if (first.kind === 'unknown') return first
  if (first.kind !== 'text') return unknown(at, 'Fn::Sub without a text')
  const own: ReadonlyMap<string, Node> = entriesOf(second)
  let result = ''
  let from = 0
  for (const match of first.text.matchAll(VARIABLE)) {
    const [whole, literal, inner = ''] = match
    result += first.text.slice(from, match.index)
    from = match.index + whole.length
    if (literal) {
      // `${!Name}` is the text `${Name}`.
      result += `\${${inner}}`
      continue
    }
    const name = inner.trim()
    const mine = own.get(name)
    const dot = name.indexOf('.')
    const value = mine
      ? scope.resolve(mine)
      : dot > 0
        ? attributeOf(name.slice(0, dot), name.slice(dot + 1), at, scope)
        : refTo(name, at, scope)
    const part = asText(value, at, 'Fn::Sub')
    if (part.kind === 'unknown') return part
    result += part.text
  }
  return composed(at, result + first.text.slice(from))
}
