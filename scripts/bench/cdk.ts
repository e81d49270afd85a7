import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../command/user-error.ts'
import { run } from './measure.ts'

/** The CDK app we are measured against. It is no part of the project: only the bench installs it. */
export const CDK_FOLDER = 'bench/cdk'

/** Installs the CDK app unless its node_modules are those of its lock. */
export async function installCdk(): Promise<void> {
  const lock = createHash('sha256')
    .update(readFileSync(join(CDK_FOLDER, 'package-lock.json')))
    .digest('hex')
  // `npm ci` empties node_modules first, so a stamp in there vanishes with the install it vouches for.
  const stamp = join(CDK_FOLDER, 'node_modules/.bench-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return

  console.log(`Installing ${CDK_FOLDER} (230 MB, once)`)
  const { code, stderr } = await run('npm', ['ci', '--loglevel=error'], CDK_FOLDER)
  if (code !== 0) {
    // npm names the error first and the stack last.
    const reason = stderr.split('\n').slice(0, 5).join('\n')
    throw new UserError(
      `npm ci in ${CDK_FOLDER} failed with exit code ${code}:\n${reason}`,
      'The bench compares with CDK, which comes from the npm registry: run it where that can be reached.',
    )
  }
  writeFileSync(stamp, lock)
}
