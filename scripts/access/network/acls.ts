import { type AclEntry, type Evidence, type Network, type Subnet, Undecided } from '../model/index.ts'
import { blockOf, contains } from './addresses.ts'
import type { Decision } from './security-groups.ts'
import { coversProtocol, type Protocol, portRange, showTraffic } from './traffic.ts'

interface Ports {
  readonly from: number
  readonly to: number
}

/**
 * Whether the NACL of a subnet lets packets pass that go to any of these ports: the entries are tried in the order of
 * their numbers, the first that matches a port decides for it, and nothing passes that none matches.
 */
export function decideAcl(
  network: Network,
  subnet: Subnet,
  direction: AclEntry['direction'],
  address: number,
  protocol: Protocol,
  ports: Ports,
): Decision {
  if (!subnet.acl)
    return passed({ says: `the default NACL of ${subnet.address}'s VPC lets all pass`, at: subnet.at })
  const acl = network.acls.find(({ id }) => id === subnet.acl?.text)
  if (!acl) throw new Undecided(`the NACL ${subnet.acl.text} is made elsewhere`, subnet.acl.at)

  const because: Evidence[] = []
  let open: Ports[] = [ports]
  for (const entry of acl.entries) {
    if (entry.direction !== direction || !coversProtocol(entry.protocol, protocol)) continue
    if (!contains(blockOf(entry.cidr), address)) continue
    const range = portRange(entry.protocol, entry.ports)
    if (open.every((one) => range.to < one.from || one.to < range.from)) continue
    const says = `entry ${entry.number.text} of ${acl.address}: ${entry.action} ${direction} ${showTraffic(entry.protocol, entry.ports)} ${entry.cidr.text}`
    if (entry.action === 'deny') return { passes: false, because: [{ says, at: entry.at }] }
    because.push({ says, at: entry.at })
    open = open.flatMap((one) => without(one, range))
    if (open.length === 0) return { passes: true, because }
  }
  const rest = open.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
  const says = `${acl.address} has no ${direction} entry for ${protocol} to port ${rest}`
  return { passes: false, because: [{ says, at: acl.at }] }
}

function without(one: Ports, taken: Ports): Ports[] {
  const below = { from: one.from, to: Math.min(one.to, taken.from - 1) }
  const above = { from: Math.max(one.from, taken.to + 1), to: one.to }
  return [below, above].filter(({ from, to }) => from <= to)
}

const passed = (evidence: Evidence): Decision => ({ passes: true, because: [evidence] })
