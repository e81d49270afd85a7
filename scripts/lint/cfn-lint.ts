import { spawn } from 'node:child_process'
import { devNull } from 'node:os'
import { text } from 'node:stream/consumers'
import { UserError } from '../command/user-error.ts'
import { type Finding, parseFindings } from './finding.ts'

/**
 * Runs cfn-lint once over all paths at its strictest.
 *
 * @param folder its working folder; templates below it may be nested by local paths
 */
export async function runCfnLint(program: string, paths: string[], folder: string): Promise<Finding[]> {
  const child = spawn(program, [...strictest, '--', ...paths.map(literal)], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = () => child.kill()
  process.once('exit', stop)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const [end, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  process.off('exit', stop)

  const findings = parseFindings(stdout)
  if (findings && (findings.length > 0 || end === 'exit code 0')) return findings
  const last = stderr.trim().split('\n').at(-1)
  throw new UserError(
    `cfn-lint gave no findings to read (${end})${last ? `: ${last}` : '.'}`,
    'Run node scripts/setup.mjs again; if it stays so, run .venv/bin/cfn-lint on the template by hand.',
  )
}

/** Informational rules included; no `.cfnlintrc`, so that only a template's own Metadata can suppress. */
const strictest = [
  ...['--include-checks', 'I'],
  ...['--regions', 'us-east-1'],
  ...['--config-file', devNull],
  ...['--format', 'json'],
]

/** cfn-lint takes its arguments for patterns: without this `a[1].yaml` would not be found. */
function literal(path: string): string {
  return path.replace(/[[*?]/g, '[$&]')
}
