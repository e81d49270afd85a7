import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../command/user-error.ts'

/** Where a lab keeps what must outlive a command: for each user and each clone of the project one folder. */
export interface State {
  readonly folder: string
  /** A Unix socket: the lab answers questions of other commands there. */
  readonly control: string
  /** Whether the lab has a user namespace of its own, the usual case, or is root's. */
  readonly rootless: boolean
}

/** The state of this project's lab; its folder is made, readable by its owner only. */
export function openState(): State {
  const { uid } = userInfo()
  const clone = createHash('sha256').update(process.cwd()).digest('hex').slice(0, 8)
  const folder = join(tmpdir(), `secure-private-api-lab-${uid}-${clone}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stat = lstatSync(folder)
  // Somebody else could have made it first, to read along or to be obeyed.
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o077) !== 0)
    throw new UserError(
      `${folder} is not a private folder of yours.`,
      'Remove it, or set TMPDIR to another place.',
    )
  return stateIn(folder)
}

/** That of a lab which nobody else is to find. */
export const privateState = (): State => stateIn(mkdtempSync(join(tmpdir(), 'secure-private-api-lab-')))

const stateIn = (folder: string): State => ({
  folder,
  control: join(folder, 'control'),
  rootless: isRootless(),
})

/** Root's labs need no user namespace. */
export const isRootless = (): boolean => userInfo().uid !== 0

const pidFile = ({ folder }: State): string => join(folder, 'pid')

/** The process that the lab's namespaces hang on, as this machine counts; undefined when no lab is up. */
export function runningPid(state: State): number | undefined {
  try {
    const [pid = '', started] = readFileSync(pidFile(state), 'utf8').split(' ')
    // A number that another process has by now is not the lab's.
    return startOf(Number(pid)) === started ? Number(pid) : undefined
  } catch {
    return undefined
  }
}

export function writePid(state: State, pid: number): void {
  writeFileSync(pidFile(state), `${pid} ${startOf(pid)}`, { mode: 0o600 })
}

export function clearState(state: State): void {
  rmSync(state.folder, { recursive: true, force: true })
}

/** When a process began, in the kernel's ticks: with its number, its identity. */
function startOf(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold blanks; what follows is separated by them. Field 22 is the start.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}
