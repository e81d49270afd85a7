import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, readFileSync } from 'node:fs'
import type { Source } from '../command/options.ts'
import { UserError } from '../command/user-error.ts'
import { clearState, complaintsFile, makeFolder, openLock, type State, writePid } from './state.ts'

/** What the launcher tells the region first. */
export interface Order {
  readonly source: Source
  /** Where the region answers other commands. */
  readonly control: string
}

/** What it may tell it later: to go on when the launcher is gone. */
export const STAY = 'stay'

/** What the region tells its launcher, once. */
export type Started =
  | { readonly ready: string }
  /** A mistake of the person who called, as two lines. */
  | { readonly mistake: string }
  | { readonly fault: string }

/**
 * One lab at a time has a state: the launcher, unshare and the first process hold the lock, and nobody further in. Who
 * has it begins the file of complaints anew, where there is to be one.
 */
const LOCKED = `flock --exclusive --nonblock 4 || exit 75
[ -z "$0" ] || { umask 077 && exec 5> "$0"; } || exit
exec "$@"`
const IS_LOCKED = 75
/** Everything that the lab isolates; its end is the end of all processes in it, whoever dies first. */
const NAMESPACES = ['--net', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child', '--mount-proc']
/**
 * Node does not reap orphans, so a shell is the first process. Its words reach it as arguments, never as text. The
 * region alone has the terminal, or the file, to complain to: unshare has a complaint about every end by SIGKILL.
 */
const FIRST_PROCESS = '"$@" 2>&5 4>&- 5>&- & wait $!'

/** A lab is idle for most of its life: less room for young objects and one helper thread take 12 MB less for the same work. */
const FRUGAL = ['--max-semi-space-size=2', '--v8-pool-size=1']

/** A lab of this process, with which it ends unless it is left. */
export class Lab {
  /** How it ended: the exit code, or the name of the signal. */
  readonly ended: Promise<number | string>
  private readonly state: State
  private readonly lock: number
  private readonly process: ChildProcess
  private readonly clear = () => clearState(this.state, this.lock)

  /** @param detach whether it will be left: it must not hold on to this terminal then */
  constructor(state: State, detach: boolean) {
    this.state = state
    makeFolder(state)
    this.lock = openLock(state)
    this.process = spawn(
      'sh',
      [
        ...['-c', LOCKED, detach ? complaintsFile(state) : '', 'unshare'],
        ...(state.rootless ? ['--user', '--map-root-user'] : []),
        ...NAMESPACES,
        ...['--', 'sh', '-c', FIRST_PROCESS, 'lab'],
        ...[process.execPath, ...FRUGAL, process.argv[1] ?? '', 'lab', 'region'],
      ],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc', this.lock, detach ? 'ignore' : 2], detached: detach },
    )
    this.ended = once(this.process, 'exit').then(([code, signal]) => code ?? signal)
  }

  /** The process that all others of the lab descend from. */
  get pid(): number {
    return this.process.pid ?? 0
  }

  /** @returns what to say when it is up */
  async start(source: Source): Promise<string> {
    const { process: lab, state } = this
    let complaint = ''
    lab.stderr?.on('data', (text) => {
      complaint += text
    })
    // One that has ended already says so by its exit.
    lab.send({ source, control: state.control } satisfies Order, () => undefined)
    const failed = this.ended.then((code): Started => {
      if (code === IS_LOCKED) throw new UserError('The lab is up already.', 'npm run lab -- down ends it.')
      return { fault: `it ended with ${code}. ${complaint}` }
    })
    const said = once(lab, 'message').then(([message]): Started => message)
    const started = await Promise.race([said, failed])
    if ('ready' in started) {
      // From now on others may end it or enter it.
      writePid(state, firstProcessOf(lab))
      process.once('exit', this.clear)
      return started.ready
    }
    await this.end()
    if ('mistake' in started) throw new MistakeInside(started.mistake)
    throw new Error(`the lab did not start: ${started.fault}`)
  }

  /** Lets it go on without this process. */
  async leave(): Promise<void> {
    process.off('exit', this.clear)
    await new Promise((sent) => this.process.send(STAY, sent))
    this.process.disconnect()
    this.process.stderr?.destroy()
    this.process.unref()
  }

  /** Kills it. The first process takes all others with it; it is a shell, and as such deaf to gentler signals. */
  kill(): void {
    const { process: lab } = this
    if (lab.exitCode !== null || lab.signalCode !== null) return
    try {
      process.kill(firstProcessOf(lab), 'SIGKILL')
    } catch {
      lab.kill('SIGKILL')
    }
  }

  /** Kills it, and comes back when nothing of it is left. */
  async end(): Promise<void> {
    process.off('exit', this.clear)
    this.kill()
    const how = await this.ended
    if (how !== IS_LOCKED) this.clear()
    closeSync(this.lock)
  }
}

/** A UserError of the region, whose two lines are made already. */
export class MistakeInside extends Error {
  override name = 'UserError'
}

/** The one child of unshare: the first process in the lab's PID namespace. */
function firstProcessOf({ pid = 0 }: ChildProcess): number {
  const first = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
  if (!first) throw new Error('unshare has not forked')
  return first
}
