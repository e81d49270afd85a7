import type { Edited } from './edit.ts'

/**
 * The lines that name an edit, counted from 1 in the edited text: those that are new, with what belongs to them
 * (the values of a key), and the first line of each list item, property and resource around them. Of what was taken
 * out only those around it are left.
 */
export function linesThatName({ text, from, to, removed }: Edited): Set<number> {
  const lines = text.split('\n')
  const first = lineOf(text, from)
  const found = new Set<number>()
  // An edit that ends with its line's end is not on the next line.
  const last = lineOf(text, Math.max(from, text[to - 1] === '\n' ? to - 1 : to))
  const isGone = from === to && removed.endsWith('\n')
  if (!isGone) for (let line = first; line <= last + below(lines, last); line += 1) found.add(line)

  let indent = indentOf(isGone ? removed : (lines[first - 1] ?? ''))
  for (let line = first - 1; line >= 1 && indent > RESOURCE; line -= 1) {
    const above = lines[line - 1] ?? ''
    if (above.trim() === '' || indentOf(above) >= indent) continue
    indent = indentOf(above)
    found.add(line)
  }
  return found
}

/** How far resources are indented: above them there is only the section, which names nothing. */
const RESOURCE = 2

/** How many lines after one belong to it. */
function below(lines: readonly string[], line: number): number {
  const head = lines[line - 1] ?? ''
  const indent = indentOf(head.replace('- ', '  '))
  const next = lines.slice(line).findIndex((one) => one.trim() !== '' && indentOf(one) <= indent)
  return Math.max(next, 0)
}

const indentOf = (line: string): number => line.search(/\S|$/)

/** The line of an offset. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
