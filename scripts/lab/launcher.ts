import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { UserError } from '../command/user-error.ts'
import type { Source } from './options.ts'
import { clearState, runningPid, type State, writePid } from './state.ts'

/** What the launcher tells the region, once. */
export interface Order {
  readonly source: Source
  readonly detach: boolean
  /** Where the region answers other commands. */
  readonly control: string
}

/** What the region tells its launcher, once. */
export type Started =
  | { readonly ready: string }
  /** A mistake of the person who called, as two lines. */
  | { readonly mistake: string }
  | { readonly fault: string }

/** Everything that the lab isolates; its end is the end of all processes in it, whoever dies first. */
const NAMESPACES = ['--net', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child', '--mount-proc']
/** Node does not reap orphans, so a shell is the first process. Its words reach it as arguments, never as text. */
const FIRST_PROCESS = '"$@" & wait $!'

/** A lab is idle for most of its life: less room for young objects and one helper thread take 12 MB less for the same work. */
const FRUGAL = ['--max-semi-space-size=2', '--v8-pool-size=1']

/** Starts the lab; with `detach` it goes on when the launcher is gone, else it ends with it. */
export async function start(
  state: State,
  source: Source,
  detach: boolean,
): Promise<{ lab: ChildProcess; ready: string }> {
  if (runningPid(state) !== undefined)
    throw new UserError('The lab is up already.', 'npm run lab -- down ends it.')
  const lab = spawn(
    'unshare',
    [
      ...(state.rootless ? ['--user', '--map-root-user'] : []),
      ...NAMESPACES,
      ...['--', 'sh', '-c', FIRST_PROCESS, 'lab'],
      ...[process.execPath, ...FRUGAL, process.argv[1] ?? '', 'lab', 'region'],
    ],
    // Who stays must not hold on to this terminal.
    {
      stdio: ['ignore', detach ? 'ignore' : 'inherit', detach ? 'ignore' : 'inherit', 'ipc'],
      detached: detach,
    },
  )
  lab.send({ source, detach, control: state.control } satisfies Order)
  const failed = once(lab, 'exit').then(([code]): Started => ({ fault: `it ended with code ${code}` }))
  const [started] = (await Promise.race([once(lab, 'message'), failed.then((fault) => [fault])])) as [Started]
  if (!('ready' in started)) {
    lab.kill('SIGKILL')
    clearState(state)
    if ('mistake' in started) throw new MistakeInside(started.mistake)
    throw new Error(`the lab did not start: ${started.fault}`)
  }
  writePid(state, firstProcessOf(lab))
  return { lab, ready: started.ready }
}

/** A UserError of the region, whose two lines are made already. */
class MistakeInside extends Error {
  override name = 'UserError'
}

/** The one child of unshare: the first process in the lab's PID namespace. */
function firstProcessOf({ pid = 0 }: ChildProcess): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
}
