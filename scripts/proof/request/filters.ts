import type { AclEntry, Endpoint, GroupRule, Network, NetworkAcl, Subnet } from '../../access/model/index.ts'
import type { TextValue } from '../../template/value.ts'
import { and, atom, FALSE, type Formula, firstMatch, implies, is, not, or, TRUE } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { inSomeBlock } from './blocks.ts'
import type { Gate, Part } from './parts.ts'
import { carries, OUTSIDE, REQUEST } from './variables.ts'

/** The packet filters between a sender and an endpoint's interfaces. */
export function filterGates(network: Network, endpoint: Endpoint): Gate[] {
  return [groupGate(network, endpoint), ...aclGates(network, endpoint)]
}

/** The security groups of the endpoint: one rule of one of them must admit the packet. Replies are let out. */
function groupGate(network: Network, endpoint: Endpoint): Gate {
  const parts = ingressParts(network, endpoint.groups)
  return {
    name: `security groups of ${endpoint.address}`,
    passes: or(...parts.map(({ matches }) => matches)),
    at: [
      endpoint.at,
      ...network.groups
        .filter(({ id }) => endpoint.groups.some(({ text }) => text === id))
        .map(({ at }) => at),
    ],
    parts,
  }
}

/** The rules by which groups let packets in. */
export const ingressParts = (network: Network, groups: readonly TextValue[]): Part[] =>
  groups.flatMap(({ text }) => {
    const group = network.groups.find(({ id }) => id === text)
    return (group?.rules ?? []).filter(({ direction }) => direction === 'ingress').map(ingressPart)
  })

function ingressPart(rule: GroupRule): Part {
  const from = rule.peer.text.text
  const ports = rule.ports ? `/${rule.ports.from.text}-${rule.ports.to.text}` : ''
  return {
    effect: 'allows',
    text: `ingress ${rule.protocol.text}${ports} from ${from}`,
    at: rule.at,
    matches: and(protocolIs(rule.protocol), portIn(REQUEST.port, rule.protocol, rule.ports), sender(rule)),
  }
}

/** Whom a rule admits. IPv6 is not modelled: whatever rests on such a rule is UNKNOWN. */
function sender({ peer }: GroupRule): Formula {
  switch (peer.kind) {
    case 'cidr':
      return inSomeBlock(REQUEST.source, [peer.text])
    case 'cidr6':
      throw new Unsupported(`a rule for the IPv6 block ${peer.text.text}`, peer.text.at)
    case 'group':
      return is(carries(peer.text.text))
    case 'prefix-list':
      return atom(REQUEST.source, { kind: 'free', name: `prefix list ${peer.text.text}` })
  }
}

/** Whether a host in groups with these rules may send the packet. */
export function egressParts(
  network: Network,
  groups: readonly TextValue[],
  peers: readonly TextValue[],
): Part[] {
  const destination = (rule: GroupRule): Formula => {
    if (rule.peer.kind === 'cidr') return inSomeBlock(REQUEST.destination, [rule.peer.text])
    if (rule.peer.kind === 'group')
      return peers.some(({ text }) => text === rule.peer.text.text) ? TRUE : FALSE
    return rule.peer.kind === 'cidr6'
      ? FALSE
      : atom(REQUEST.destination, { kind: 'free', name: `prefix list ${rule.peer.text.text}` })
  }
  return groups.flatMap(({ text }) =>
    (network.groups.find(({ id }) => id === text)?.rules ?? [])
      .filter(({ direction }) => direction === 'egress')
      .map((rule) => ({
        effect: 'allows' as const,
        text: `egress ${rule.protocol.text} to ${rule.peer.text.text}`,
        at: rule.at,
        matches: and(
          protocolIs(rule.protocol),
          portIn(REQUEST.port, rule.protocol, rule.ports),
          destination(rule),
        ),
      })),
  )
}

/** The NACLs of the sender's and of the endpoint's subnet, both ways. Within one subnet no NACL is asked. */
function aclGates(network: Network, endpoint: Endpoint): Gate[] {
  const subnetsOf = (wanted: (subnet: Subnet) => boolean) => network.subnets.filter(wanted)
  const own = new Set(endpoint.subnets.map(({ text }) => text))
  const sides = [
    {
      subnets: subnetsOf(({ id }) => own.has(id)),
      variable: REQUEST.destinationSubnet,
      inbound: true,
      peer: REQUEST.source,
    },
    {
      subnets: subnetsOf(({ vpc }) => vpc.text === endpoint.vpc.text),
      variable: REQUEST.sourceSubnet,
      inbound: false,
      peer: REQUEST.destination,
    },
  ]
  return sides.flatMap(({ subnets, variable, inbound, peer }) =>
    subnets.flatMap((subnet) => {
      const acl = network.acls.find(({ id }) => id === subnet.acl?.text)
      if (!acl) return []
      // Where no interface of the endpoint is, every packet to it leaves the subnet.
      const elsewhere = own.has(subnet.id)
        ? not(and(is(REQUEST.sourceSubnet, subnet.address), is(REQUEST.destinationSubnet, subnet.address)))
        : TRUE
      return (['request', 'reply'] as const).map((packet): Gate => {
        const direction = (packet === 'request') === inbound ? 'ingress' : 'egress'
        const { passes, parts } = aclDecision(acl, direction, packet, peer)
        return {
          name: `NACL of ${subnet.address}, ${packet} ${direction === 'ingress' ? 'in' : 'out'}`,
          passes: implies(and(is(variable, subnet.address), elsewhere), passes),
          at: [acl.at],
          parts,
        }
      })
    }),
  )
}

/** The NACL of a subnet, both ways, for packets to a host there from another subnet. */
export function borderGates(network: Network, subnet: Subnet): Gate[] {
  const acl = network.acls.find(({ id }) => id === subnet.acl?.text)
  if (!acl) return []
  return (['request', 'reply'] as const).map((packet) => ({
    name: `NACL of ${subnet.address}, ${packet}`,
    ...aclDecision(acl, packet === 'request' ? 'ingress' : 'egress', packet, REQUEST.source),
    at: [acl.at],
  }))
}

function aclDecision(
  acl: NetworkAcl,
  direction: AclEntry['direction'],
  packet: 'request' | 'reply',
  peer: string,
) {
  const entries = acl.entries.filter((entry) => entry.direction === direction)
  const parts = entries.map((entry): Part => {
    // A reply goes to the port that the request came from.
    const port = packet === 'request' ? REQUEST.port : REQUEST.sourcePort
    return {
      effect: entry.action === 'allow' ? 'allows' : 'denies',
      text: `entry ${entry.number.text}: ${entry.action} ${entry.protocol.text} ${entry.cidr.text}`,
      at: entry.at,
      matches: and(
        protocolIs(entry.protocol),
        portIn(port, entry.protocol, entry.ports),
        inSomeBlock(peer, [entry.cidr]),
      ),
    }
  })
  const rules = parts.map(({ matches, effect }) => ({ matches, allows: effect === 'allows' }))
  return { passes: firstMatch(rules), parts }
}

const PROTOCOLS: Record<string, string> = {
  '6': 'tcp',
  '17': 'udp',
  '1': 'icmp',
  tcp: 'tcp',
  udp: 'udp',
  icmp: 'icmp',
}

function protocolIs({ text, at }: TextValue): Formula {
  if (text === '-1' || text === 'all') return TRUE
  const name = PROTOCOLS[text] ?? (/^\d+$/.test(text) ? 'other' : undefined)
  if (!name) throw new Unsupported(`the protocol '${text}'`, at)
  return is(REQUEST.protocol, name)
}

/** A rule of every protocol, or of one without ports, is about every port. */
function portIn(variable: string, protocol: TextValue, ports: GroupRule['ports']): Formula {
  const name = PROTOCOLS[protocol.text]
  if ((name !== 'tcp' && name !== 'udp') || !ports) return TRUE
  const [from, to] = [Number(ports.from.text), Number(ports.to.text)]
  // What -1 stands for with tcp and udp, no source says.
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < 0)
    throw new Unsupported(`the ports ${ports.from.text} to ${ports.to.text}`, ports.from.at)
  return from <= 0 && to >= 65535 ? TRUE : atom(variable, { kind: 'integers', from, to })
}

/** Where a packet's sender is and what it carries follows from its interface; a stranger may be anywhere. */
export function placeFacts(network: Network, endpoint: Endpoint): Formula {
  const own = new Set(endpoint.subnets.map(({ text }) => text))
  const facts = network.subnets.flatMap((subnet) => {
    if (!subnet.cidr) return []
    const from = implies(is(REQUEST.sourceSubnet, subnet.address), inSomeBlock(REQUEST.source, [subnet.cidr]))
    const to = own.has(subnet.id)
      ? [
          implies(
            is(REQUEST.destinationSubnet, subnet.address),
            inSomeBlock(REQUEST.destination, [subnet.cidr]),
          ),
        ]
      : []
    return [from, ...to]
  })
  // Only an interface in the VPC carries a group of the VPC. Groups that no rule names are of no consequence.
  const named = new Set(
    endpoint.groups.flatMap(({ text }) =>
      (network.groups.find(({ id }) => id === text)?.rules ?? []).flatMap(({ peer }) =>
        peer.kind === 'group' ? peer.text.text : [],
      ),
    ),
  )
  const groups = [...named].map((id) => implies(is(carries(id)), inVpcOf(network, id)))
  return and(...facts, ...groups)
}

/** Where an interface with a group may be: in a subnet of the group's VPC. */
function inVpcOf(network: Network, id: string): Formula {
  const vpc = network.groups.find((group) => group.id === id)?.vpc
  if (!vpc) return not(is(REQUEST.sourceSubnet, OUTSIDE))
  const subnets = network.subnets.filter((subnet) => subnet.vpc.text === vpc.text)
  return or(...subnets.map(({ address }) => is(REQUEST.sourceSubnet, address)))
}
