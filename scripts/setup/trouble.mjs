import { existsSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Expected trouble on this machine: printed as two lines without a stack. (scripts/command/user-error.ts is the
 * same idea, but it is TypeScript, which nothing can load before the packages are installed.)
 *
 * @param what what is wrong, with the value found
 * @param cure what to install or do
 * @param status 2 when this machine or the project's files are the cause, 1 when an installer failed by itself
 */
export class Trouble extends Error {
  constructor(what, cure, status = 2) {
    super(`${what}\n${cure}`)
    this.name = 'Trouble'
    this.status = status
  }
}

/** No permission is the one trouble that the lock, npm and Python all meet: one text for it. */
export function notWritable(path) {
  return new Trouble(
    `${path} is not writable for you`,
    `Make it yours (an earlier sudo is the usual cause): sudo chown -R "$(id -un)" ${folderToOwn(path)}`,
  )
}

/** The whole of node_modules, say, and not the one file in it that was refused first. */
function folderToOwn(path) {
  let [folder] = path.match(/^.*?\/(?:node_modules|\.venv|\.npm|\.cache)(?=\/|$)/) || [path]
  while (!existsSync(folder)) folder = dirname(folder)
  return folder
}

/** What to read when an installer fails in a way that has no rule of ours. */
export function lastLines(output, count = 15) {
  return output.trimEnd().split('\n').slice(-count).join('\n')
}
