import { spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { UserError } from '../command/user-error.ts'
import { notUp } from './control.ts'
import { HOST_NAMES } from './plan/plan.ts'
import { runningPid, type State } from './state.ts'

/** The words that run a command at a host of a running lab. */
export function atHost(state: State, host: string, argv: readonly string[]): [string, ...string[]] {
  const pid = runningPid(state)
  if (pid === undefined) throw notUp()
  if (!(HOST_NAMES as readonly string[]).includes(host))
    throw new UserError(`'${host}' is no host of the lab.`, `The hosts are ${HOST_NAMES.join(', ')}.`)
  // Into another mount namespace one comes at its root, unless told where.
  const enter = [
    '--mount',
    '--net',
    '--uts',
    '--pid',
    `--wdns=${process.cwd()}`,
    '--',
    '/run/lab/enter',
    host,
  ]
  return ['nsenter', '--target', String(pid), ...(state.rootless ? USER : []), ...enter, ...argv]
}

const USER = ['--user', '--preserve-credentials']

/** Runs a command at a host with this terminal, and gives its exit status as a shell does. */
export function run(state: State, host: string, argv: readonly string[]): number {
  const [program, ...args] = atHost(state, host, argv)
  // Ctrl-C is the command's to take: it reaches the whole foreground group, and this process waits.
  process.removeAllListeners('SIGINT').on('SIGINT', () => undefined)
  const { status, signal, error } = spawnSync(program, args, { stdio: 'inherit' })
  if (error) throw error
  return status ?? 128 + (signal ? constants.signals[signal] : 0)
}
