import { statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileHash } from './command/file-hash.ts'
import { paintFor } from './command/paint.ts'
import { UserError } from './command/user-error.ts'
import { against } from './proof/against.ts'
import { checkCorporate } from './proof/networks.ts'
import { prove } from './proof/prove.ts'
import { differenceText, isSame } from './proof/report/differences.ts'
import { formats } from './proof/report/formats.ts'
import { gateLines } from './proof/report/gate-lines.ts'
import { readGiven } from './proof/report/given.ts'
import { helpText, parseOptions } from './proof/report/options.ts'
import { toReport } from './proof/report/report.ts'
import { inBrief } from './proof/report/text.ts'
import { openStacks, type Stacks } from './template/stacks.ts'

const NOT_PROVED = 3

/** `npm run prove`: every theorem about every API of the templates. Failed until all of them are shown to hold. */
export async function main(args: string[], now = () => new Date()): Promise<number> {
  let code = NOT_PROVED
  const asked = parseOptions(args)
  if (asked.help) {
    process.stdout.write(helpText())
    return 0
  }
  const started = performance.now()
  const given = readGiven(asked.parameters)
  const stacks = openStacks(asked.templates, given)
  throwUnlessApi(stacks)
  if (asked.against !== undefined)
    return compare(openStacks(olderFiles(asked.templates, asked.against), given), stacks)
  if (asked.corporate !== undefined) checkCorporate(stacks, asked.corporate)
  const findings = prove(stacks, asked.corporate)
  const run = { seconds: (performance.now() - started) / 1000, date: now() }
  const report = toReport(findings, stacks, fileHash, asked.corporate)

  const extras = { run, paint: paintFor(process.stdout, process.env), gateLines: () => gateLines(stacks) }
  if (asked.html !== undefined) write(asked.html, formats.html(report, extras))
  process.stdout.write(
    asked.brief ? inBrief(report, run, extras.paint) : formats[asked.format](report, extras),
  )
  if (report.conclusion.proved) code = 0
  return code
}

/** Whether old and new templates accept the same requests; one that only the one of them accepts where not. */
function compare(older: Stacks, newer: Stacks): number {
  const differences = against(older, newer)
  process.stdout.write(differenceText(differences))
  return isSame(differences) ? 0 : NOT_PROVED
}

/** The older version of each template: of the same name in a folder, or the file itself. */
const olderFiles = (templates: readonly string[], older: string): string[] =>
  statSync(older, { throwIfNoEntry: false })?.isDirectory()
    ? templates.map((file) => join(older, basename(file)))
    : [older]

/** No API is no proof: a file that was named by mistake must not pass. */
function throwUnlessApi({ all }: Stacks): void {
  const types = all.flatMap(({ template }) => [...template.resources.values()].map(({ type }) => type))
  if (types.includes('AWS::ApiGateway::RestApi')) return
  const files = [...new Set(all.map(({ template }) => template.file))].join(', ')
  throw new UserError(
    `${files}: no AWS::ApiGateway::RestApi, so there is nothing to prove.`,
    'Name the templates that make the API; those of SAM after their transformation.',
  )
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UserError(
      `${file}: the page cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      'Name a file in a folder that exists and may be written to.',
    )
  }
}
