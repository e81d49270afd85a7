import { type Severity, severities } from './finding.ts'
import { placeOf, type Report, subjectOf } from './report.ts'

const nouns: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'informational finding' }

/** A table for people: a row for each finding with its message below it, then the sum. */
export function asText({ files, findings, seconds }: Report): string {
  const linted = count(files.length, 'template')
  const time = `${seconds.toFixed(1)} s`
  if (findings.length === 0) return `No findings in ${linted} (${time}): ${files.join(', ')}\n`
  const rows = findings.map((finding) => [
    finding.severity,
    finding.rule,
    placeOf(finding),
    subjectOf(finding) || '-',
    finding.module ?? '-',
  ])
  const table = aligned([['severity', 'rule', 'place', 'what', 'made by'], ...rows])
  const messages = findings.map(({ message }) => `\n         ${message.replace(/\s*\n\s*/g, ' ')}`)
  const lines = table.map((row, index) => row + (messages[index - 1] ?? ''))
  const affected = new Set(findings.map(({ file }) => file)).size
  const sums = severities.map((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length
    return number > 0 ? [count(number, nouns[severity])] : []
  })
  lines.push('', `${sums.flat().join(', ')} in ${affected} of ${linted} (${time})`)
  return `${lines.join('\n')}\n`
}

function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
