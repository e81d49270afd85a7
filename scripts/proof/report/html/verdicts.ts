import type { Result } from '../report.ts'
import { labelOf } from '../text.ts'
import { html, type Markup } from './markup.ts'

const MARKS: Readonly<Record<Result['verdict'], string>> = {
  PROVED: '✓',
  REFUTED: '✗',
  UNKNOWN: '?',
  'NOT APPLICABLE': '–',
}

/** A verdict as a word; its mark and colour only repeat it. */
export function verdictMark(result: Result): Markup {
  const label = labelOf(result)
  const mark = label === 'WARNING' ? '!' : MARKS[result.verdict]
  return html`<strong class="verdict ${classOf(label)}"><span aria-hidden="true">${mark}</span> ${label}</strong>`
}

const classOf = (label: string): string => label.toLowerCase().replace(' ', '-')

/** Where the evidence of a result stands on the page. */
export const anchorOf = ({ id }: Result, apiIndex: number): string => `${id}-${apiIndex + 1}`
