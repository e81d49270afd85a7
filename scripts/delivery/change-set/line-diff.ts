import { parsed } from './leaves.ts'

/** A line that is in both texts, only in the one before, or only in the one after; or some left out. */
export interface DiffLine {
  readonly mark: ' ' | '-' | '+' | '…'
  readonly text: string
}

/** Lines around a change that are told with it. */
const CONTEXT = 2
/** Comparing takes the product of both lengths. */
const MOST_LINES = 1500

/** Both as JSON of many lines, compared; undefined unless both are objects or lists. */
export function jsonDiff(before: string, after: string): DiffLine[] | undefined {
  const [from, to] = [parsed(before), parsed(after)]
  if (!isBranch(from) || !isBranch(to)) return undefined
  return withoutRest(lineDiff(jsonLines(from), jsonLines(to)))
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The service writes keys in any order, so they are sorted here. */
const jsonLines = (value: object): string[] => JSON.stringify(value, sorted, 2).split('\n')

const sorted = (_key: string, value: unknown): unknown =>
  isBranch(value) && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** The longest common subsequence of lines, and what is not in it. */
function lineDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length > MOST_LINES || after.length > MOST_LINES)
    return [...marked('-', before), ...marked('+', after)]
  // lengths[i][j]: of the longest one of what follows line i before and line j after.
  const lengths = before.map(() => new Uint16Array(after.length + 1))
  lengths.push(new Uint16Array(after.length + 1))
  const lengthAt = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      (lengths[i] as Uint16Array)[j] =
        before[i] === after[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1))
  const lines: DiffLine[] = []
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    const [from, to] = [before[i], after[j]]
    if (from !== undefined && from === to) {
      lines.push({ mark: ' ', text: from })
      i++
      j++
    } else if (from !== undefined && (to === undefined || lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      lines.push({ mark: '-', text: from })
      i++
    } else {
      lines.push({ mark: '+', text: to ?? '' })
      j++
    }
  }
  return lines
}

const marked = (mark: '-' | '+', lines: readonly string[]): DiffLine[] =>
  lines.map((text) => ({ mark, text }))

/** Leaves out what is far from every change. */
function withoutRest(lines: readonly DiffLine[]): DiffLine[] {
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== ' '),
  )
  return lines.flatMap((line, index): DiffLine[] => {
    // A mark in place of a single line would save nothing.
    const isLone = isNear[index - 1] !== false && isNear[index + 1] !== false
    if (isNear[index] || isLone) return [line]
    return index === 0 || isNear[index - 1] ? [{ mark: '…', text: '' }] : []
  })
}
