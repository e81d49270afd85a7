import { spawnSync } from 'node:child_process'

/** As npm run typecheck: what has not changed is not checked again. */
const TYPECHECK = [
  '--noEmit',
  '--incremental',
  '--tsBuildInfoFile',
  'node_modules/.cache/tsc.tsbuildinfo',
] as const

/** Everything that must hold before a commit, in the order of how soon it tells. */
const checks: readonly { name: string; command: readonly [string, ...string[]] }[] = [
  { name: 'format and code lint', command: ['node_modules/.bin/biome', 'ci', '--error-on-warnings'] },
  { name: 'types', command: ['node_modules/.bin/tsc', ...TYPECHECK] },
  { name: 'templates (cfn-lint)', command: [process.execPath, 'scripts/run.mjs', 'lint'] },
  { name: 'templates (taskcat)', command: [process.execPath, 'scripts/run.mjs', 'taskcat', 'lint'] },
  { name: 'proof', command: [process.execPath, 'scripts/run.mjs', 'prove', '--brief'] },
  { name: 'tests', command: ['node_modules/.bin/jest'] },
]

/** Runs every check, also after one has failed. */
export async function main(): Promise<number> {
  const failed: string[] = []
  for (const {
    name,
    command: [program, ...args],
  } of checks) {
    console.log(`\n== ${name}: ${[program, ...args].join(' ').replace(process.execPath, 'node')}`)
    const { status } = spawnSync(program, args, { stdio: 'inherit' })
    if (status !== 0) failed.push(name)
  }
  console.log(`\nchecks: ${checks.length - failed.length} passed, ${failed.length} failed`)
  if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`)
  return failed.length > 0 ? 1 : 0
}
