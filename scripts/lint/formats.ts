import { asJunit } from './junit.ts'
import type { Report } from './report.ts'
import { asSarif } from './sarif.ts'
import { asText } from './text.ts'

/** The ways to print a report. */
export const formats = {
  text: asText,
  json: ({ findings }: Report) => `${JSON.stringify(findings, undefined, 2)}\n`,
  sarif: asSarif,
  junit: asJunit,
}

export type Format = keyof typeof formats
