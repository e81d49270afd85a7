import {
  type AclEntry as Entry,
  type SecurityGroup as Group,
  type GroupRule as Rule,
  Undecided,
} from '../../access/model/index.ts'
import { blockOf, formatAddress } from '../../access/network/index.ts'
import { placeText, type TextValue } from '../../template/value.ts'
import type { AclEntry, GroupRule, SecurityGroup, Traffic } from './plan.ts'

/** The groups with names of the lab's own; a group that no template makes cannot be made here either. */
export function groupsOf(groups: readonly Group[], nameOf: (id: TextValue) => string): SecurityGroup[] {
  return groups.map((group) => ({
    name: nameOf({ kind: 'text', text: group.id, at: group.at }),
    id: group.id,
    declared: `${group.address}, ${placeText(group.at)}`,
    rules: group.rules.flatMap((rule) => groupRule(group, rule, nameOf)),
  }))
}

function groupRule(group: Group, rule: Rule, nameOf: (id: TextValue) => string): GroupRule[] {
  const { direction, peer, at } = rule
  // There is no IPv6 in these VPCs: an IPv6 block of theirs is reported as unmodelled.
  if (peer.kind === 'cidr6') return []
  if (peer.kind === 'prefix-list')
    throw new Undecided(`the addresses of the prefix list ${peer.text.text}`, peer.text.at)
  return [
    {
      ...trafficOf(rule),
      direction,
      peer: peer.kind === 'group' ? { group: nameOf(peer.text) } : { cidr: cidrOf(peer.text) },
      rule: `${group.address} ${direction}, ${placeText(at)}`,
    },
  ]
}

/** The entries of a NACL in the order in which they are tried. */
export const entriesOf = (address: string, entries: readonly Entry[]): AclEntry[] =>
  entries.map((entry) => ({
    ...trafficOf(entry),
    direction: entry.direction,
    allow: entry.action === 'allow',
    cidr: cidrOf(entry.cidr),
    rule: `${address} entry ${entry.number.text}, ${placeText(entry.at)}`,
  }))

/** A block without its host bits, as EC2 stores it. */
export function cidrOf(text: TextValue): string {
  const { first, bits } = blockOf(text)
  return `${formatAddress(first)}/${bits}`
}

const NUMBERS: Readonly<Record<string, number>> = {
  tcp: 6,
  udp: 17,
  icmp: 1,
  icmpv6: 58,
}
const WITH_PORTS: readonly (number | undefined)[] = [NUMBERS.tcp, NUMBERS.udp]

function trafficOf({ protocol, ports }: Pick<Rule, 'protocol' | 'ports'>): Traffic {
  const number = protocolOf(protocol)
  // Of other protocols EC2 ignores the ports, or means the types of ICMP by them.
  if (!ports || !WITH_PORTS.includes(number)) return { protocol: number, ports: undefined }
  const [from, to] = [portOf(ports.from), portOf(ports.to)]
  if (from === -1) return { protocol: number, ports: undefined }
  if (to < from) throw new Undecided(`the ports ${from} to ${to}`, ports.from.at)
  return { protocol: number, ports: { from, to } }
}

function protocolOf({ text, at }: TextValue): number | undefined {
  const written = text.toLowerCase()
  if (written === '-1' || written === 'all') return undefined
  const number = NUMBERS[written] ?? (/^\d{1,3}$/.test(written) ? Number(written) : 256)
  if (number > 255) throw new Undecided(`the protocol '${text}'`, at)
  return number
}

function portOf({ text, at }: TextValue): number {
  const port = Number(text)
  if (!/^(-1|\d{1,5})$/.test(text) || port > 65535) throw new Undecided(`the port '${text}'`, at)
  return port
}
