import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { UserError } from '../command/user-error.ts'
import { type Attempt, diagnose, SETTINGS, type Setting, TOOLS, type Tool } from './diagnose.ts'

/** Administrators' tools are not on everybody's path. */
export const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`

/** Why the lab cannot run here, and what would let it; undefined when it can. */
export function whyNot(rootless: boolean): UserError | undefined {
  const isLinux = process.platform === 'linux'
  const missing = isLinux ? (Object.keys(TOOLS) as Tool[]).filter((tool) => !isThere(tool)) : []
  const canTry = isLinux && missing.length === 0
  return diagnose({
    platform: process.platform,
    missing,
    canFollowParent: canTry && run('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0,
    rootless,
    isContainer:
      ['/.dockerenv', '/run/.containerenv'].some((file) => existsSync(file)) || !!process.env.container,
    settings: Object.fromEntries(SETTINGS.map((one) => [one, settingOf(one)])) as Record<Setting, string>,
    attempt: canTry ? attempt(rootless) : { reached: 'nothing', complaint: '' },
  })
}

/** By doing: what a setting says and what a container or AppArmor lets happen are two things. */
function attempt(rootless: boolean): Attempt {
  const user = rootless ? ['--user', '--map-root-user'] : []
  const inside = 'ip link set lo up && echo namespaces && nft list ruleset > /dev/null && echo packet filters'
  const { stdout, stderr } = run('unshare', [
    ...[...user, '--net', '--mount', '--pid', '--fork', '--mount-proc'],
    ...['sh', '-c', inside],
  ])
  const reached = stdout.trim().split('\n').at(-1) || 'nothing'
  return { reached: reached as Attempt['reached'], complaint: stderr.trim().split('\n').at(-1) ?? '' }
}

/** Whatever it says to that: not all know the option. */
const isThere = (program: string): boolean => run(program, ['--version']).error === undefined

const run = (program: string, args: readonly string[]) =>
  spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH },
  })

function settingOf(setting: Setting): string | undefined {
  try {
    return readFileSync(`/proc/sys/${setting.replaceAll('.', '/')}`, 'utf8').trim()
  } catch {
    return undefined
  }
}
