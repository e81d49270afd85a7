import { performance } from 'node:perf_hooks'
import { installed } from './command/installed.ts'
import { withPrivateFolder } from './command/private-folder.ts'
import { runCfnLint } from './lint/cfn-lint.ts'
import { resolveNested, throwIfUnfound, unfoundText, writeCopies } from './lint/copies.ts'
import { type Finding, inReadingOrder, throwIfNotLinted } from './lint/finding.ts'
import { formats } from './lint/formats.ts'
import { mergeCopies } from './lint/merge.ts'
import { parseOptions } from './lint/options.ts'
import { emittedTemplates, namedTemplates, type Template } from './lint/templates.ts'

/** `npm run lint`: cfn-lint at its strictest over dist/ or the named templates, nested stacks included. */
export async function main(args: string[]): Promise<number> {
  const started = performance.now()
  const root = process.cwd()
  const { format, files } = parseOptions(args)
  const program = installed('cfn-lint', root)
  const templates = files.length > 0 ? namedTemplates(files, root) : emittedTemplates(root)
  const { nestings, unfound } = resolveNested(templates)
  if (files.length === 0) throwIfUnfound(unfound)
  for (const one of unfound) console.error(`${unfoundText(one)} Its parameters and outputs are not checked.`)

  const say = format === 'text' ? console.log : console.error
  say(`Linting ${templates.map(({ file }) => file).join(', ')} with cfn-lint; this takes seconds.`)
  const findings = await withPrivateFolder(async (folder) => {
    const copies = writeCopies(nestings, folder)
    const paths = [...templates, ...copies].map(({ path }) => path)
    return named(mergeCopies(await runCfnLint(program, paths, folder), copies), templates)
  })
  throwIfNotLinted(findings)

  const shown = templates.map(({ file }) => file)
  const seconds = (performance.now() - started) / 1000
  process.stdout.write(formats[format]({ files: shown, findings: inReadingOrder(findings, shown), seconds }))
  return findings.length > 0 ? 1 : 0
}

/** cfn-lint was given absolute paths; people read others, and want the module. */
function named(findings: Finding[], templates: Template[]): Finding[] {
  return findings.map((finding) => {
    const template = templates.find(({ path }) => path === finding.file)
    if (!template) return finding
    const { file, module } = template
    return { ...finding, file, ...(module === undefined ? {} : { module }) }
  })
}
