import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives the work a folder of its own that only this user can enter, and removes it however the work ends. */
export async function withPrivateFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  // The real path: cfn-lint compares the paths of nested templates with that of its working folder.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'secure-private-api-')))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // An interrupt ends the process without unwinding; Node ends on a SIGTERM without an exit event.
  const terminate = () => process.exit(143)
  process.once('exit', remove)
  process.once('SIGTERM', terminate)
  try {
    return await work(folder)
  } finally {
    remove()
    process.off('exit', remove)
    process.off('SIGTERM', terminate)
  }
}
