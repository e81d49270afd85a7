import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installed } from './command/installed.ts'
import { withPrivateFolder } from './command/private-folder.ts'
import { UserError } from './command/user-error.ts'
import { runTaskcat } from './taskcat/run.ts'
import { bringBack, stage } from './taskcat/stage.ts'
import { passedOver } from './taskcat/verdict.ts'

/** `npm run taskcat -- lint` or `-- test run`: taskcat in a folder that holds nothing but the templates. */
export async function main(args: string[]): Promise<number> {
  if (args.length === 0) {
    throw new UserError('taskcat was not told what to do.', 'npm run taskcat -- lint | test run | --help')
  }
  const root = process.cwd()
  const program = installed('taskcat', root)
  return withPrivateFolder(async (folder) => {
    stage(root, folder)
    console.error('Starting taskcat in a folder that holds only .taskcat.yml and dist/.')
    const judging = isLint(args)
    const { status, log } = await runTaskcat(program, args, folder, judging)
    const left = bringBack(folder, root)
    if (left.length > 0) console.log(`taskcat left ${left.join(', ')} in the project folder.`)
    if (status !== 0 || !judging) return status
    // Quiet, it does not name the templates it judged; errors it still tells.
    const quiet = args.includes('-q') || args.includes('--quiet')
    const missed = passedOver(log, quiet ? [] : readdirSync(join(folder, 'dist')))
    for (const one of missed) console.error(`taskcat passed over this: ${one}`)
    return missed.length > 0 ? 1 : 0
  })
}

function isLint(args: string[]): boolean {
  return args.includes('lint') && !args.includes('-h') && !args.includes('--help')
}
