import { type Paint, plain } from '../../command/paint.ts'
import type { GateLine } from './gate-lines.ts'
import { asHtml } from './html/page.ts'
import type { Report, Run } from './report.ts'
import { asSarif } from './sarif.ts'
import { asText } from './text.ts'

/** What a format may use beside the report. */
export interface Extras {
  readonly run: Run
  readonly paint?: Paint
  /** Read only when asked for: it takes as long as reading the templates. */
  readonly gateLines: () => readonly GateLine[]
}

/** The ways to print a report. */
export const formats = {
  text: (report: Report, { run, paint = plain }: Extras) => asText(report, run, paint),
  json: (report: Report) => `${JSON.stringify(report, undefined, 2)}\n`,
  sarif: (report: Report) => asSarif(report),
  html: (report: Report, { run, gateLines }: Extras) => asHtml(report, run, gateLines()),
}

export type Format = keyof typeof formats
