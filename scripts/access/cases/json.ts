import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { UserError } from '../../command/user-error.ts'
import type { Place, Value } from '../../template/value.ts'

/** Reads JSON with the place of every value (JSON is YAML, whose reader keeps places). */
export function readJson(text: string, file: string): Value {
  const lines = new LineCounter()
  try {
    JSON.parse(text)
  } catch (error) {
    throw new UserError(`${file} is no JSON: ${(error as Error).message}`, 'give a file of cases in JSON')
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const [trouble] = document.errors
  if (trouble) {
    const { line } = lines.linePos(trouble.pos[0])
    throw new UserError(
      `${file}:${line}: ${trouble.message}`,
      'a key stands twice, or the text is no plain JSON',
    )
  }
  return toValue(document.contents, (offset) => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  })
}

function toValue(node: unknown, placeAt: (offset: number) => Place): Value {
  const at = placeAt((node as Node | null)?.range?.[0] ?? 0)
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => toValue(item, placeAt)), at }
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): [string, Value] => [
      String(isScalar(key) ? key.value : key),
      toValue(value, placeAt),
    ])
    return { kind: 'map', entries: new Map(entries), at }
  }
  if (isScalar(node)) {
    const { value } = node
    if (typeof value === 'string') return { kind: 'text', text: value, at }
    if (typeof value === 'number') return { kind: 'number', number: value, at }
    if (typeof value === 'boolean') return { kind: 'flag', flag: value, at }
    if (value === null) return { kind: 'unknown', why: 'null', at }
  }
  return { kind: 'unknown', why: isAlias(node) ? 'an alias' : 'no JSON value', at }
}
