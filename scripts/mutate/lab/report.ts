import type { Asked } from './asked.ts'

/** Whether lab, proof and interpreter agree of a mutant, as far as it can be asked. */
export const isGood = ({ stopped, wrong }: Asked): boolean => stopped === undefined && wrong.length === 0

/** A row for each mutant, and below them every disagreement. */
export function table(results: readonly Asked[]): string {
  const head = ['mutation', 'asked', 'not predicted', 'unlike dist/', 'otherwise than predicted']
  const rows = results.map((one) => [
    one.id,
    ...(one.notMade === undefined ? figures(one) : ['-', '-', '-', `not made: ${one.notMade}`]),
  ])
  const widths = head.map((title, column) =>
    Math.max(
      title.length,
      ...(column === head.length - 1 ? [0] : rows.map((row) => row[column]?.length ?? 0)),
    ),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const faults = results.flatMap(({ id, stopped, wrong }) =>
    [...(stopped === undefined ? [] : [`stopped: ${stopped}`]), ...wrong].map((what) => `${id}: ${what}`),
  )
  return [
    ...[head, ...rows].map(line),
    '',
    ...faults,
    ...(faults.length > 0 ? [''] : []),
    score(results),
    '',
  ].join('\n')
}

const figures = ({ requests, open, changed, wrong, stopped }: Asked): string[] => [
  ...[requests, open, changed.length].map(String),
  stopped === undefined ? String(wrong.length) : 'stopped',
]

/** `170 of 193 mutants asked in 4,200 requests, 0 answered otherwise than predicted, 3 not predicted; …`. */
export function score(results: readonly Asked[]): string {
  const made = results.filter(({ notMade, stopped }) => notMade === undefined && stopped === undefined)
  const stopped = results.filter((one) => one.stopped !== undefined).length
  const sum = (count: (one: Asked) => number) => made.reduce((total, one) => total + count(one), 0)
  const seen = made.filter(({ changed }) => changed.length > 0).length
  return [
    `${made.length} of ${results.length} mutants asked in the lab, ${results.length - made.length - stopped} it cannot make`,
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
    `${sum(({ requests }) => requests)} requests, ${sum(({ open }) => open)} of them not predicted, ` +
      `${sum(({ wrong }) => wrong.length)} answered otherwise than predicted`,
    `${seen} mutants answer otherwise than dist/`,
  ].join('; ')
}
