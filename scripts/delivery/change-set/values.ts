import { oneLine } from '../../command/visible.ts'

const LATER = 'known after deployment'

/** `{{changeSet:KNOWN_AFTER_APPLY}}` and the like, also inside a longer text. */
const isLater = /\{\{changeSet:[A-Z_]+\}\}/g

/** A value as one line of at most that many characters. */
export const valueText = (value: string, width: number): string => cut(told(value), width)

/** Both of a change, cut where their difference can still be seen. */
export function pairText(before: string, after: string, width: number): [string, string] {
  const [from, to] = [told(before), told(after)]
  const pair: [string, string] = [cut(from, width), cut(to, width)]
  if (pair[0] !== pair[1]) return pair
  const start = Math.max(0, firstDifference(from, to) - Math.floor(width / 3))
  return [cut(fromOn(from, start), width), cut(fromOn(to, start), width)]
}

function told(value: string): string {
  const text = oneLine(value)
  if (text.replace(isLater, '') === '' && text !== '') return `(${LATER})`
  return text === '' ? '""' : text.replace(isLater, `(${LATER})`)
}

/** Both ends stay: names differ at the end, policies begin alike. */
function cut(text: string, width: number): string {
  if (text.length <= width) return text
  const end = Math.floor((width - 1) / 3)
  return `${text.slice(0, width - 1 - end)}…${text.slice(text.length - end)}`
}

function firstDifference(a: string, b: string): number {
  let index = 0
  while (index < a.length && a[index] === b[index]) index++
  return index
}

const fromOn = (text: string, start: number): string => (start > 0 ? `…${text.slice(start)}` : text)
