import { UserError } from '../command/user-error.ts'

/** How bad a finding is, the worst first. */
export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** One thing cfn-lint has to say about one place of a template. */
export interface Finding {
  severity: Severity
  rule: string
  message: string
  /** The template as cfn-lint was given it; later the path that people read. */
  file: string
  line: number
  column: number
  endLine: number
  endColumn: number
  /** Where in the template's tree, outermost name first. Empty for the template as a whole. */
  path: string[]
  logicalId?: string
  summary: string
  description: string
  help: string
  /** The module that generated the template. */
  module?: string
}

interface Position {
  LineNumber: number
  ColumnNumber: number
}

/** What `cfn-lint --format json` prints, as far as it is used here. */
interface Match {
  Filename: string | null
  Level: 'Error' | 'Warning' | 'Informational'
  Message: string
  Location: { Start: Position; End: Position; Path: (string | number)[] | null }
  Rule: { Id: string; ShortDescription: string; Description: string; Source: string }
}

const severityOf = { Error: 'error', Warning: 'warning', Informational: 'info' } as const

/** Reads the output of `cfn-lint --format json`; undefined when it is not that. */
export function parseFindings(json: string): Finding[] | undefined {
  let matches: Match[]
  try {
    matches = JSON.parse(json)
    return matches.map(findingOf)
  } catch {
    return undefined
  }
}

function findingOf({ Filename, Level, Message, Location, Rule }: Match): Finding {
  const path = (Location.Path ?? []).map(String)
  return {
    severity: severityOf[Level],
    rule: Rule.Id,
    message: Message,
    file: Filename ?? '',
    line: Location.Start.LineNumber,
    column: Location.Start.ColumnNumber,
    endLine: Location.End.LineNumber,
    endColumn: Location.End.ColumnNumber,
    path,
    ...(path[0] === 'Resources' && path[1] !== undefined ? { logicalId: path[1] } : {}),
    summary: Rule.ShortDescription,
    description: Rule.Description,
    help: Rule.Source,
  }
}

/** E0000 to E0003 say that cfn-lint could not read a file or could not work: no verdict on the template. */
export function throwIfNotLinted(findings: Finding[]): void {
  const [first, ...others] = findings.filter(({ rule }) => rule.startsWith('E000'))
  if (!first) return
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  throw new UserError(
    `${first.file}:${first.line}:${first.column}: ${first.message} (cfn-lint ${first.rule})${more}`,
    'cfn-lint cannot judge this template. Correct it and lint again.',
  )
}

/** By file in the given order, then by place, then by rule. cfn-lint's own order varies from run to run. */
export function inReadingOrder(findings: Finding[], files: string[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      a.rule.localeCompare(b.rule) ||
      a.message.localeCompare(b.message),
  )
}
