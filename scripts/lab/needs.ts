import { spawnSync } from 'node:child_process'
import { UserError } from '../command/user-error.ts'

const TOOLS = {
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  flock: 'util-linux',
  ip: 'iproute2',
  nft: 'nftables',
  curl: 'curl',
  openssl: 'openssl',
} as const
/** Administrators' tools are not on everybody's path. */
export const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`

/** Why the lab cannot run here, and what would let it; undefined when it can. */
export function whyNot(rootless: boolean): UserError | undefined {
  if (process.platform !== 'linux')
    return new UserError(
      `The lab needs Linux, and this is ${process.platform}.`,
      'Run it in WSL2, Lima or a privileged container; npm run verify works here, simulated.',
    )
  const missing = Object.entries(TOOLS).filter(([tool]) => !isThere(tool))
  if (missing.length > 0) {
    const packages = [...new Set(missing.map(([, name]) => name))].join(' ')
    return new UserError(
      `The lab needs ${missing.map(([tool]) => tool).join(', ')}, which is not here.`,
      `sudo apt-get install -y ${packages}`,
    )
  }
  if (!runs('setpriv', ['--pdeathsig', 'KILL', 'true']))
    return new UserError(
      'The lab needs util-linux 2.33 or newer.',
      'This one is older: setpriv has no --pdeathsig.',
    )
  // By doing: what a setting says and what a container or AppArmor lets happen are two things.
  const namespaces = [
    ...(rootless ? ['--user', '--map-root-user'] : []),
    '--net',
    '--mount',
    '--pid',
    '--fork',
    '--mount-proc',
  ]
  if (runs('unshare', [...namespaces, 'sh', '-c', 'ip link set lo up && nft list ruleset'])) return undefined
  return new UserError(
    rootless
      ? 'This system does not let you make network namespaces (a container, or Ubuntu with AppArmor).'
      : 'This container does not let root make network namespaces.',
    rootless
      ? 'Run it with sudo, or: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (containers: --privileged)'
      : 'Start it with --privileged.',
  )
}

/** Whatever it says to that: not all know the option. */
const isThere = (program: string): boolean => spawnSync(program, ['--version'], QUIETLY).error === undefined

const QUIETLY = { stdio: 'ignore', env: { ...process.env, PATH } } as const

function runs(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, QUIETLY).status === 0
}
