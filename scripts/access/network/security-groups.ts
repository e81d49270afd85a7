import { type Evidence, type GroupRule, type Network, type Peer, Undecided } from '../model/index.ts'
import { blockOf, contains } from './addresses.ts'
import { coversProtocol, type Protocol, portRange, type Station, showTraffic } from './traffic.ts'

export interface Decision {
  readonly passes: boolean
  readonly because: readonly Evidence[]
}

/**
 * Whether the groups of one station let a connection to or from another begin. Groups only allow, and remember: the
 * answers to what they let begin need no rule (semantics, section 6).
 */
export function decideGroups(
  network: Network,
  direction: GroupRule['direction'],
  station: Station,
  other: Station,
  protocol: Protocol,
  port: number,
): Decision {
  const groups = network.groups.filter(({ id }) => carries(station, id))
  const strange = station.groups.find(({ text }) => groups.every(({ id }) => id !== text))
  for (const group of groups) {
    const rule = inOrder(group.rules).find(
      (one) => one.direction === direction && admits(one, other, protocol, port),
    )
    if (rule)
      return { passes: true, because: [{ says: `${showRule(rule)} of ${group.address}`, at: rule.at }] }
  }
  if (strange) throw new Undecided(`the security group ${strange.text} is made elsewhere`, strange.at)
  return {
    passes: false,
    because: groups.map((group) => ({
      says: `${group.address} has no ${direction} rule for ${protocol}/${port} ${
        direction === 'ingress' ? 'from' : 'to'
      } the other end`,
      at: group.at,
    })),
  }
}

/** The order of rules means nothing; those that cannot be judged come last, in case another one admits. */
const inOrder = (rules: readonly GroupRule[]): GroupRule[] =>
  rules.toSorted(
    (one, other) => Number(one.peer.kind === 'prefix-list') - Number(other.peer.kind === 'prefix-list'),
  )

const carries = (station: Station, id: string) => station.groups.some(({ text }) => text === id)

function admits(rule: GroupRule, other: Station, protocol: Protocol, port: number): boolean {
  if (!coversProtocol(rule.protocol, protocol)) return false
  const { from, to } = portRange(rule.protocol, rule.ports)
  return from <= port && port <= to && isPeer(rule.peer, other)
}

function isPeer({ kind, text }: Peer, other: Station): boolean {
  switch (kind) {
    case 'cidr':
      return contains(blockOf(text), other.address)
    case 'cidr6':
      // No IPv6 reaches these VPCs: an IPv6 block of theirs is reported as unmodelled.
      return false
    case 'group':
      return carries(other, text.text)
    case 'prefix-list':
      throw new Undecided(`the addresses of the prefix list ${text.text}`, text.at)
  }
}

function showRule({ direction, protocol, ports, peer, implied }: GroupRule): string {
  const traffic = showTraffic(protocol, ports)
  const whom = peer.kind === 'group' ? `members of ${peer.text.text}` : peer.text.text
  const rule = direction === 'ingress' ? `${traffic} in from ${whom}` : `${traffic} out to ${whom}`
  return implied ? `${rule}, the rule that EC2 adds,` : rule
}
