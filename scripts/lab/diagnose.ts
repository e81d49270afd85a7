import { UserError } from '../command/user-error.ts'

/** What a machine has for a lab, and what came of trying. */
export interface Machine {
  /** As Node names it. */
  readonly platform: string
  readonly missing: readonly Tool[]
  /** Whether its setpriv can end a command with its parent. */
  readonly canFollowParent: boolean
  /** Whether whoever asks is not root. */
  readonly rootless: boolean
  readonly isContainer: boolean
  /** Settings of the kernel that may stand in the way; undefined for one that it does not have. */
  readonly settings: Readonly<Record<Setting, string | undefined>>
  readonly attempt: Attempt
}

/** How far a few commands in new namespaces got, and what they complained of. */
export interface Attempt {
  readonly reached: 'nothing' | 'namespaces' | 'packet filters'
  readonly complaint: string
}

/** The package of each program. */
export const TOOLS = {
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  flock: 'util-linux',
  ip: 'iproute2',
  nft: 'nftables',
  curl: 'curl',
  openssl: 'openssl',
} as const
export type Tool = keyof typeof TOOLS

/** Each with the value that forbids user namespaces to those who are not root, and the one that allows them. */
const FORBIDDING = {
  'user.max_user_namespaces': ['0', '15000'],
  'kernel.unprivileged_userns_clone': ['0', '1'],
  // Ubuntu since 23.10: they are made, but have no rights.
  'kernel.apparmor_restrict_unprivileged_userns': ['1', '0'],
} as const
export type Setting = keyof typeof FORBIDDING
export const SETTINGS = Object.keys(FORBIDDING) as Setting[]

/** Why the lab cannot run on a machine, and what would let it; undefined when it can. */
export function diagnose(machine: Machine): UserError | undefined {
  const { platform, missing, canFollowParent, attempt } = machine
  if (platform !== 'linux')
    return new UserError(
      `The lab needs Linux, and this is ${platform}.`,
      'Run it in WSL2, Lima or a privileged container; npm run verify works here, simulated.',
    )
  if (missing.length > 0) {
    const packages = [...new Set(missing.map((tool) => TOOLS[tool]))].join(' ')
    return new UserError(
      `The lab needs ${missing.join(', ')}, which is not here.`,
      `sudo apt-get install -y ${packages}`,
    )
  }
  if (!canFollowParent)
    return new UserError(
      'The lab needs util-linux 2.33 or newer.',
      'This one is older: setpriv has no --pdeathsig.',
    )
  if (attempt.reached === 'packet filters') return undefined
  if (attempt.reached === 'namespaces')
    return new UserError(
      `This kernel has no packet filters for the lab (nft: ${attempt.complaint}).`,
      'sudo modprobe nf_tables, or a kernel that has it.',
    )
  return withoutNamespaces(machine)
}

function withoutNamespaces({ rootless, isContainer, settings, attempt }: Machine): UserError {
  const why = `does not let you make network namespaces (${attempt.complaint}).`
  // A limit, which is no matter of the container's rights.
  const isFull = /No space left/.test(attempt.complaint)
  if (isContainer && !isFull) return new UserError(`This container ${why}`, 'Start it with --privileged.')
  if (!rootless)
    return new UserError(
      `This system ${why}`,
      'Root lacks rights here: run it outside of what took them, such as a sandbox or a service.',
    )
  const setting = SETTINGS.find((one) => settings[one] === FORBIDDING[one][0])
  if (!setting) return new UserError(`This system ${why}`, 'Run it as root: sudo npm run lab')
  const [, allowing] = FORBIDDING[setting]
  return new UserError(
    `This system lets only root make network namespaces: ${setting} is ${settings[setting]}.`,
    `sudo sysctl -w ${setting}=${allowing}, or run it as root: sudo npm run lab`,
  )
}
