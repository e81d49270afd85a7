import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import { casesText } from './cases.ts'
import { isOpen } from './conclusion.ts'
import type { Evidence, Report, Result } from './report.ts'

/** SARIF 2.1.0, the format that code hosts read: a rule for each theorem, a result for each that does not hold. */
export function asSarif({ results, templates, problems, conclusion }: Report): string {
  const rules = [...new Map(results.map((result) => [result.id, result])).values()]
  const index = new Map(rules.map(({ id }, position) => [id, position]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'secure-private-api prove', rules: rules.map(ruleOf) } },
        columnKind: 'unicodeCodePoints',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: problems.map((problem) => ({
              level: 'warning',
              message: { text: problem.text },
              locations: [locationOf(problem)],
            })),
          },
        ],
        properties: { conclusion: conclusion.text },
        results: results
          .filter(isOpen)
          .map((result) => resultOf(result, index.get(result.id) ?? -1, templates[0]?.file ?? '')),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

const ruleOf = ({ id, sentence, severity, kind }: Result) => ({
  id,
  shortDescription: { text: sentence },
  defaultConfiguration: { level: severity },
  properties: { kind },
})

/** Every result has a place, for code hosts drop those without: that of its first reason, else the template's first line. */
function resultOf(result: Result, ruleIndex: number, template: string) {
  const { id, severity, verdict, sentence, api, reasons, request } = result
  const placed = reasons.filter(({ file }) => file !== undefined)
  const [first = { text: '', file: template, line: 1 }, ...others] = placed
  const cases = casesText(result)
  const lines = [
    `${verdict}: ${sentence}`,
    ...reasons.slice(0, 1).map(({ text }) => text),
    ...request,
    ...reasons.slice(1).map(({ text }) => text),
    ...(cases === '' ? [] : [cases]),
  ]
  return {
    ruleId: id,
    ruleIndex,
    level: severity,
    message: { text: lines.join('\n') },
    locations: [{ ...locationOf(first), logicalLocations: [{ fullyQualifiedName: api }] }],
    ...(others.length > 0 && {
      relatedLocations: others.map((one, position) => ({
        id: position,
        message: { text: one.text },
        ...locationOf(one),
      })),
    }),
  }
}

const locationOf = ({ file = '', line = 1 }: Evidence) => ({
  physicalLocation: { artifactLocation: artifact(file), region: { startLine: line } },
})

function artifact(file: string) {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href }
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }
}
