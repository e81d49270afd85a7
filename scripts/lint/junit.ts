import type { Finding } from './finding.ts'
import { placeOf, type Report, subjectOf } from './report.ts'

/** JUnit XML: a suite for each template, a failure for each finding, one passed case where there is none. */
export function asJunit({ files, findings, seconds }: Report): string {
  const suites = files.map((file) => {
    const here = findings.filter((finding) => finding.file === file)
    const cases = here.length > 0 ? here.map(failedCase) : [passedCase(file)]
    return [`  <testsuite ${counts(file, cases.length, here.length)}>`, ...cases, '  </testsuite>']
  })
  const tests = files.length + findings.length - new Set(findings.map(({ file }) => file)).size
  const sum = `${counts('cfn-lint', tests, findings.length)} time="${seconds.toFixed(3)}"`
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${sum}>`,
    ...suites.flat(),
    '</testsuites>',
  ]
  return `${lines.join('\n')}\n`
}

function counts(name: string, tests: number, failures: number): string {
  return `name="${escaped(name)}" tests="${tests}" failures="${failures}" errors="0"`
}

function passedCase(file: string): string {
  return `    <testcase classname="${escaped(file)}" name="no findings"/>`
}

function failedCase(finding: Finding): string {
  const { file, rule, severity, message, line, column, module } = finding
  const name = `${rule} ${line}:${column} ${subjectOf(finding)}`.trim()
  const made = module === undefined ? '' : `\nmade by ${module}`
  return [
    `    <testcase classname="${escaped(file)}" name="${escaped(name)}">`,
    `      <failure type="${severity}" message="${escaped(message)}">`,
    `${escaped(`${placeOf(finding)}: ${message}${made}`)}</failure>`,
    '    </testcase>',
  ].join('\n')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for an element or an attribute. XML 1.0 has no way at all to write most control characters, nor half a pair. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
}
