import type { Evidence, Network } from '../model/index.ts'
import { decideAcl } from './acls.ts'
import { type Decision, decideGroups } from './security-groups.ts'
import { type Connection, EPHEMERAL } from './traffic.ts'

/** In the order of a packet's way; the last two are asked about the reply (groups remember, NACLs do not). */
export const FILTERS = [
  'groups of the client, out',
  'NACL of the client, out',
  'NACL of the server, in',
  'groups of the server, in',
  'NACL of the server, reply out',
  'NACL of the client, reply in',
] as const
export type FilterName = (typeof FILTERS)[number]

/** One of the packet filters that a connection meets. */
export interface Filter {
  readonly name: FilterName
  readonly decide: () => Decision
}

/** Whether the packet filters let a connection be made. */
export function decideConnection(network: Network, connection: Connection): Decision {
  const because: Evidence[] = []
  for (const { decide } of filtersOf(network, connection)) {
    const decision = decide()
    if (!decision.passes) return decision
    because.push(...decision.because.filter((one) => !because.some((known) => isSame(known, one))))
  }
  return { passes: true, because }
}

/** A default NACL lets pass both ways; to say so once is enough. */
const isSame = (one: Evidence, other: Evidence) => one.says === other.says && one.at === other.at

/** The filters between two stations, in the order of FILTERS; those that the connection does not meet are left out. */
export function filtersOf(
  network: Network,
  { from, to, protocol, port, clientPort }: Connection,
): readonly Filter[] {
  // A NACL stands at the subnet's border, and sees nothing of what stays within.
  const within = from.subnet !== undefined && from.subnet.id === to.subnet?.id
  const [client, server] = within ? [undefined, undefined] : [from.subnet, to.subnet]
  const there = { from: port, to: port }
  const back = clientPort === undefined ? EPHEMERAL : { from: clientPort, to: clientPort }
  const steps: Record<FilterName, (() => Decision) | false | undefined> = {
    'groups of the client, out':
      from.filtersItself && (() => decideGroups(network, 'egress', from, to, protocol, port)),
    'NACL of the client, out':
      client && (() => decideAcl(network, client, 'egress', to.address, protocol, there)),
    'NACL of the server, in':
      server && (() => decideAcl(network, server, 'ingress', from.address, protocol, there)),
    'groups of the server, in':
      to.filtersItself && (() => decideGroups(network, 'ingress', to, from, protocol, port)),
    'NACL of the server, reply out':
      server && (() => decideAcl(network, server, 'egress', from.address, protocol, back)),
    'NACL of the client, reply in':
      client && (() => decideAcl(network, client, 'ingress', to.address, protocol, back)),
  }
  return FILTERS.flatMap((name) => {
    const decide = steps[name]
    return decide ? [{ name, decide }] : []
  })
}
