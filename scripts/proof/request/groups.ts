import type { Endpoint, GroupRule, Network } from '../../access/model/index.ts'
import type { TextValue } from '../../template/value.ts'
import { and, atom, FALSE, type Formula, is, or, TRUE } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { inSomeBlock } from './blocks.ts'
import type { Gate, Part } from './parts.ts'
import { portIn, protocolIs } from './traffic.ts'
import { carries, REQUEST } from './variables.ts'

/** The security groups of a server: one rule of one of them must admit the packet. Replies are let out. */
export function groupGate(network: Network, server: Pick<Endpoint, 'address' | 'at' | 'groups'>): Gate {
  const parts = ingressParts(network, server.groups)
  return {
    name: `security groups of ${server.address}`,
    filter: 'groups of the server, in',
    passes: or(...parts.map(({ matches }) => matches)),
    at: [
      server.at,
      ...network.groups.filter(({ id }) => server.groups.some(({ text }) => text === id)).map(({ at }) => at),
    ],
    parts,
  }
}

/** The groups that rules admit: whether a sender carries any other changes nothing. */
export const peerGroups = ({ groups }: Network): string[] => [
  ...new Set(
    groups.flatMap(({ rules }) => rules.flatMap(({ peer }) => (peer.kind === 'group' ? peer.text.text : []))),
  ),
]

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
      return atom(REQUEST.source, {
        kind: 'free',
        name: `${REQUEST.source} in prefix list ${peer.text.text}`,
      })
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
      : atom(REQUEST.destination, {
          kind: 'free',
          name: `${REQUEST.destination} in prefix list ${rule.peer.text.text}`,
        })
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
