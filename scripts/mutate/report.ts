import type { Outcome, Result } from './judge.ts'

/** Whether everything came out as it should. */
export const isGood = ({ verdict }: Result): boolean => verdict === 'killed' || verdict === 'unharmed'

/** One row for each mutation, and below those that are not as they should be why. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.id,
    result.expected,
    theorems(result.changed),
    result.expected === 'harmless' ? '-' : result.named ? 'named' : 'no',
    result.verdict,
  ])
  const head = ['mutation', 'expected', 'refuted (? undecided)', 'line', 'verdict']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const bad = results.filter((result) => !isGood(result))
  return [
    ...[head, ...rows].map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    '',
    ...bad.map(({ verdict, id, file, why }) => `${verdict}: ${id} (${file}): ${why}`),
    ...(bad.length > 0 ? [''] : []),
    score(results),
    '',
  ].join('\n')
}

/** `98 of 100 harmful mutants killed (3 of them undecided), 1 refuted without its line, 1 survived; 40 of …`. */
export function score(results: readonly Result[]): string {
  const count = (verdict: Result['verdict']) => results.filter((result) => result.verdict === verdict).length
  const harmful = results.filter(({ expected }) => expected === 'harmful').length
  const undecided = results.filter(
    ({ verdict, changed }) => verdict === 'killed' && changed.every(({ kind }) => kind === 'UNKNOWN'),
  ).length
  const parts = [
    `${count('killed')} of ${harmful} harmful mutants killed${undecided > 0 ? ` (${undecided} of them undecided)` : ''}`,
    ...(count('unnamed') > 0 ? [`${count('unnamed')} refuted without the line`] : []),
    ...(count('survived') > 0 ? [`${count('survived')} survived`] : []),
  ]
  return `${parts.join(', ')}; ${count('unharmed')} of ${results.length - harmful} harmless ones unharmed`
}

function theorems(outcomes: readonly Outcome[]): string {
  const names = outcomes.map(({ theorem, kind }) => (kind === 'UNKNOWN' ? `${theorem}?` : theorem))
  const shown = [...new Set(names)]
  // A mutant that says of a resource that nobody knows it makes everything undecided.
  return shown.length > 4 ? `${shown.slice(0, 4).join(' ')} +${shown.length - 4}` : shown.join(' ') || '-'
}
