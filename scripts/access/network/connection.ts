import type { Evidence, Network } from '../model/index.ts'
import { decideAcl } from './acls.ts'
import { type Decision, decideGroups } from './security-groups.ts'
import { type Connection, EPHEMERAL } from './traffic.ts'

/**
 * Whether the packet filters let a connection be made. In the order of a packet's way:
 *
 *     client's groups out > client's NACL out > server's NACL in > server's groups in
 *     reply: server's NACL out > client's NACL in       (groups remember, NACLs do not)
 */
export function decideConnection(network: Network, connection: Connection): Decision {
  const because: Evidence[] = []
  for (const step of steps(network, connection)) {
    const decision = step()
    if (!decision.passes) return decision
    because.push(...decision.because.filter((one) => !because.some((known) => isSame(known, one))))
  }
  return { passes: true, because }
}

/** A default NACL lets pass both ways; to say so once is enough. */
const isSame = (one: Evidence, other: Evidence) => one.says === other.says && one.at === other.at

function steps(network: Network, { from, to, protocol, port, clientPort }: Connection): (() => Decision)[] {
  // A NACL stands at the subnet's border, and sees nothing of what stays within.
  const within = from.subnet !== undefined && from.subnet.id === to.subnet?.id
  const [client, server] = within ? [undefined, undefined] : [from.subnet, to.subnet]
  const there = { from: port, to: port }
  const back = clientPort === undefined ? EPHEMERAL : { from: clientPort, to: clientPort }
  return [
    from.filtersItself && (() => decideGroups(network, 'egress', from, to, protocol, port)),
    client && (() => decideAcl(network, client, 'egress', to.address, protocol, there)),
    server && (() => decideAcl(network, server, 'ingress', from.address, protocol, there)),
    to.filtersItself && (() => decideGroups(network, 'ingress', to, from, protocol, port)),
    server && (() => decideAcl(network, server, 'egress', from.address, protocol, back)),
    client && (() => decideAcl(network, client, 'ingress', to.address, protocol, back)),
  ].filter((step) => typeof step === 'function')
}
