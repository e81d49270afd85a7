import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from './user-error.ts'

/** Where `scripts/setup.mjs` installs cfn-lint and taskcat. */
export function installed(tool: string, root: string): string {
  const path = join(root, '.venv/bin', tool)
  if (existsSync(path)) return path
  throw new UserError(`There is no .venv/bin/${tool}.`, 'Run node scripts/setup.mjs, which installs it.')
}
