import { spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { UserError } from '../command/user-error.ts'
import { notUp } from './not-up.ts'
import { HOST_NAMES } from './plan/plan.ts'
import { lockFile, runningPid, type State } from './state.ts'

/**
 * The words that run a command at a host of a running lab. They take its standard error as descriptor 3: on the usual
 * one unshare complains about every end by SIGKILL.
 *
 *     setpriv      ends when this process does, by whatever signal
 *     nsenter      goes to the lab; --no-fork, as it would die of the Ctrl-C that the command may take its own way
 *     unshare      forks into the lab's PID namespace, waits, deaf to Ctrl-C, and takes the command with it
 */
export function atHost(state: State, host: string, argv: readonly string[]): [string, ...string[]] {
  if (!(HOST_NAMES as readonly string[]).includes(host))
    throw new UserError(`'${host}' is no host of the lab.`, `The hosts are ${HOST_NAMES.join(', ')}.`)
  const pid = runningPid(state)
  if (pid === undefined) throw notUp(state)
  const enter = ['--mount', '--net', '--uts', '--pid', '--no-fork', '--', 'unshare', '--fork', '--kill-child']
  return [
    ...(['setpriv', '--pdeathsig', 'KILL', 'nsenter', '--target', String(pid)] as const),
    ...(state.rootless ? USER : []),
    ...enter,
    ...['--', 'sh', '-c', INSIDE, process.cwd(), '/run/lab/enter', host, ...argv],
  ]
}

const USER = ['--user', '--preserve-credentials']
/**
 * Into another mount namespace one comes at its root (nsenter --wdns needs util-linux 2.38). The shell outlives the
 * Ctrl-C that is the command's to take, and tells the exit status by descriptor 4: unshare tells of the Ctrl-C instead.
 */
const INSIDE = `exec 2>&3 3>&- && cd "$0" && trap : INT QUIT && setpriv --pdeathsig KILL -- "$@" 4>&-
{ echo $? >&4; } 2>/dev/null`
const NOISE = /^.*sigprocmask unblock failed.*\n/gm

/**
 * Whether the lab has ended under a command that could not tell its status: it was killed, perhaps by the lab's end,
 * which takes the lab's commands along first. The lab's lock is free when it is over.
 */
const hasEnded = (state: State): boolean =>
  spawnSync('flock', ['--shared', '--timeout', '2', lockFile(state), 'true'], { stdio: 'ignore' }).status !==
  IS_LOCKED

/** What flock ends with when others have the lock for all that time. */
const IS_LOCKED = 1

/** Runs a command at a host with this terminal, and gives its exit status as a shell does. */
export function run(state: State, host: string, argv: readonly string[]): number {
  const [program, ...args] = atHost(state, host, argv)
  // Ctrl-C is the command's to take: it reaches the whole foreground group, and this process waits.
  process.removeAllListeners('SIGINT').on('SIGINT', () => undefined)
  const { status, signal, error, stderr, output } = spawnSync(program, args, {
    stdio: [0, 1, 'pipe', 2, 'pipe'],
    encoding: 'utf8',
  })
  if (error) throw error
  process.stderr.write(stderr.replace(NOISE, ''))
  if (!output[4] && hasEnded(state)) process.stderr.write(`${notUp(state).message}\n`)
  return output[4] ? Number(output[4]) : (status ?? 128 + (signal ? constants.signals[signal] : 0))
}
