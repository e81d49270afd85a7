import type { Happened } from '../lab/probe.ts'
import { agrees, type Expectation, happened } from './expectation.ts'
import { FORMS } from './forms.ts'
import type { Question } from './questions.ts'

/** A question with what was predicted of it and what came. */
export interface Cell {
  readonly question: Question
  readonly expectation: Expectation
  /** `200`, `timeout`; undefined where nothing was sent, and the prediction is all there is. */
  readonly happened: string | undefined
  readonly agrees: boolean
}

/** @param answers in the order of the questions; none where nothing was sent */
export const cellsOf = (
  questions: readonly Question[],
  expectations: readonly Expectation[],
  answers: readonly Happened[],
): Cell[] =>
  questions.map((question, i): Cell => {
    const expectation = expectations[i]
    if (!expectation) throw new Error('a question without a prediction')
    const answer = answers[i]
    if (!answer) return { question, expectation, happened: undefined, agrees: true }
    return { question, expectation, happened: happened(answer), agrees: agrees(expectation, answer) }
  })

/** The access matrix: a table for each API, a line for each caller and route, a column for each form. */
export function matrixText(cells: readonly Cell[]): string {
  // A prediction must never pass for what happened.
  const simulated = cells.every(({ happened }) => happened === undefined) ? 'simulated' : ''
  const apis = [...new Set(cells.map(({ question }) => question.api))]
  return apis
    .map((api) => {
      const own = cells.filter(({ question }) => question.api === api)
      const rows = [...new Set(own.map(({ question }) => rowOf(question)))]
      const head = line([`${api.address} (${api.type.text})`, ...FORMS.map(({ name }) => name)])
      const cellsOf = (row: string) => FORMS.map(({ name }) => cellText(own, row, name))
      return [head, ...rows.map((row) => line([row, ...cellsOf(row), simulated]))].join('\n')
    })
    .join('\n\n')
}

const rowOf = ({ host, route }: Question): string => `  ${host.padEnd(9)} ${route}`

function cellText(cells: readonly Cell[], row: string, form: string): string {
  const cell = cells.find(({ question }) => rowOf(question) === row && question.form === form)
  if (!cell) return '-'
  const { expectation, happened, agrees } = cell
  const predicted = expectation.seen ?? '?'
  if (happened === undefined) return predicted
  return agrees ? `${happened} ✓` : `${happened} ✗ (${predicted} predicted)`
}

const WIDTHS = [44, 14, 11, 13, 11, 11, 13, 9]
const line = (parts: readonly string[]): string =>
  parts
    .map((part, i) => `${part.padEnd((WIDTHS[i] ?? 2) - 2)}  `)
    .join('')
    .trimEnd()
