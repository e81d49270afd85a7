import type { Spread } from './statistics.ts'

/** A Markdown table; the first column is text, the others are figures. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = heads.map((_, column) => (column === 0 ? '---' : '---:'))
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** `0.25 (0.24–0.27)`. */
export const withRange = ({ median, min, max }: Spread, text: (value: number) => string): string =>
  `${text(median)} (${text(min)}–${text(max)})`
