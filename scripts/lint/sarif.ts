import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Finding, Severity } from './finding.ts'
import { type Report, subjectOf } from './report.ts'

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' }

/** SARIF 2.1.0, the format that code hosts read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function asSarif({ findings }: Report): string {
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()]
  const index = new Map(rules.map(({ rule }, position) => [rule, position]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cfn-lint',
            informationUri: 'https://github.com/aws-cloudformation/cfn-lint',
            rules: rules.map(ruleOf),
          },
        },
        columnKind: 'unicodeCodePoints',
        results: findings.map((finding) => resultOf(finding, index.get(finding.rule) ?? -1)),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function ruleOf({ rule, severity, summary, description, help }: Finding) {
  return {
    id: rule,
    shortDescription: { text: summary },
    fullDescription: { text: description },
    ...(URL.canParse(help) ? { helpUri: help } : {}),
    defaultConfiguration: { level: levels[severity] },
  }
}

function resultOf(finding: Finding, ruleIndex: number) {
  const { rule, severity, message, file, line, column, endLine, endColumn, module } = finding
  const region = { startLine: line, startColumn: column, endLine, endColumn }
  const subject = subjectOf(finding)
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: artifact(file), region },
        ...(subject ? { logicalLocations: [{ fullyQualifiedName: subject }] } : {}),
      },
    ],
    ...(module === undefined
      ? {}
      : {
          relatedLocations: [
            {
              id: 0,
              message: { text: 'the module that generates this template' },
              physicalLocation: { artifactLocation: artifact(module) },
            },
          ],
        }),
  }
}

function artifact(file: string) {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href }
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }
}
