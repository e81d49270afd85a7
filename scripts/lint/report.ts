import type { Finding } from './finding.ts'

/** What a run of the linter has to show. */
export interface Report {
  /** Every template that was linted, in order, also those without findings. */
  files: string[]
  findings: Finding[]
  seconds: number
}

/** The place of a finding as an editor's terminal makes it a link. */
export function placeOf({ file, line, column }: Finding): string {
  return `${file}:${line}:${column}`
}

/** The thing a finding is about: `Endpoint.Properties.VpcId`, `Parameters.Stage`; empty for the whole template. */
export function subjectOf({ path, logicalId }: Finding): string {
  return path.slice(logicalId === undefined ? 0 : 1).join('.')
}
