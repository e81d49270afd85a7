import { createHash, randomUUID } from 'node:crypto'
import {
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { UserError } from '../command/user-error.ts'

/** Where a lab keeps what must outlive a command: for each user and each clone of the project one folder. */
export interface State {
  readonly folder: string
  /** A Unix socket: the lab answers questions of other commands there. */
  readonly control: string
  /** Whether the lab has a user namespace of its own, the usual case, or is root's. */
  readonly rootless: boolean
}

/** The state of this project's lab, which is there or not. */
export function openState(): State {
  const project = dirname(dirname(realpathSync(process.argv[1] ?? '')))
  const clone = createHash('sha256').update(project).digest('hex').slice(0, 8)
  const state = stateIn(join(tmpdir(), `secure-private-api-lab-${userInfo().uid}-${clone}`))
  // The kernel takes no longer name of a socket.
  if (Buffer.byteLength(state.control) > 107)
    throw new UserError(
      `${state.control} is too long for the name of a socket.`,
      'Set TMPDIR to a shorter path.',
    )
  if (statSync(state.folder, { throwIfNoEntry: false })) checkPrivate(state)
  return state
}

/** That of a lab which nobody else is to find. */
export const privateState = (): State => stateIn(join(tmpdir(), `secure-private-api-lab-${randomUUID()}`))

const stateIn = (folder: string): State => ({
  folder,
  control: join(folder, 'control'),
  rootless: isRootless(),
})

/** Makes the folder, readable by its owner only. */
export function makeFolder(state: State): void {
  mkdirSync(state.folder, { recursive: true, mode: 0o700 })
  checkPrivate(state)
}

/** Somebody else could have made it first, to read along or to be obeyed. */
function checkPrivate({ folder }: State): void {
  const stat = lstatSync(folder)
  if (!stat.isDirectory() || stat.uid !== userInfo().uid || (stat.mode & 0o077) !== 0)
    throw new UserError(
      `${folder} is not a private folder of yours.`,
      'Remove it, or set TMPDIR to another place.',
    )
}

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

/** What a lab without a terminal complains into; whoever starts one makes it. */
export const complaintsFile = ({ folder }: State): string => join(folder, 'stderr')

/** Says that the end which comes is one that was asked for. */
export const forgetPid = (state: State): void => rmSync(pidFile(state), { force: true })

export const isForgotten = (state: State): boolean =>
  statSync(pidFile(state), { throwIfNoEntry: false }) === undefined

/** The file that flock(1) locks while a lab is up; the lock goes with the last process that has it open. */
export const lockFile = ({ folder }: State): string => join(folder, 'lock')

export const openLock = (state: State): number => openSync(lockFile(state), 'a', 0o600)

/** Removes the folder, for whoever holds the lock; unless it is that of another lab by now, which has another lock. */
export function clearState(state: State, lock: number): void {
  if (statSync(lockFile(state), { throwIfNoEntry: false })?.ino === fstatSync(lock).ino)
    rmSync(state.folder, { recursive: true, force: true })
}

/** When a process began, in the kernel's ticks: with its number, its identity. */
function startOf(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold blanks; what follows is separated by them. Field 22 is the start.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}
