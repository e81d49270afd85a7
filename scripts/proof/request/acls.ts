import type { AclEntry, Endpoint, Network, NetworkAcl, Subnet } from '../../access/model/index.ts'
import { and, firstMatch, implies, is, not, TRUE } from '../logic/formula.ts'
import { inSomeBlock } from './blocks.ts'
import type { Gate, Part } from './parts.ts'
import { portIn, protocolIs } from './traffic.ts'
import { REQUEST } from './variables.ts'

/** On which side of a connection a NACL stands. */
const SERVER = {
  peer: REQUEST.source,
  request: { direction: 'ingress', filter: 'NACL of the server, in' },
  reply: { direction: 'egress', filter: 'NACL of the server, reply out' },
} as const
const CLIENT = {
  peer: REQUEST.destination,
  request: { direction: 'egress', filter: 'NACL of the client, out' },
  reply: { direction: 'ingress', filter: 'NACL of the client, reply in' },
} as const

/** The NACLs of the sender's and of the endpoint's subnet, both ways. Within one subnet no NACL is asked. */
export function aclGates(network: Network, endpoint: Endpoint): Gate[] {
  const subnetsOf = (wanted: (subnet: Subnet) => boolean) => network.subnets.filter(wanted)
  const own = new Set(endpoint.subnets.map(({ text }) => text))
  const sides = [
    { subnets: subnetsOf(({ id }) => own.has(id)), variable: REQUEST.destinationSubnet, side: SERVER },
    {
      // Those of other VPCs are left out, which lets more through: no packet of theirs gets here without a peering.
      subnets: subnetsOf(({ vpc }) => vpc.text === endpoint.vpc.text),
      variable: REQUEST.sourceSubnet,
      side: CLIENT,
    },
  ]
  return sides.flatMap(({ subnets, variable, side }) =>
    subnets.flatMap((subnet) => {
      // Where no interface of the endpoint is, every packet to it leaves the subnet.
      const elsewhere = own.has(subnet.id)
        ? not(and(is(REQUEST.sourceSubnet, subnet.address), is(REQUEST.destinationSubnet, subnet.address)))
        : TRUE
      const here = and(is(variable, subnet.address), elsewhere)
      return gatesAt(network, subnet, side).map((gate) => ({ ...gate, passes: implies(here, gate.passes) }))
    }),
  )
}

/** The NACL of a subnet, for what comes from outside to some server there. */
export const serverAclGates = (network: Network, subnet: Subnet): Gate[] => gatesAt(network, subnet, SERVER)

function gatesAt(network: Network, subnet: Subnet, side: typeof SERVER | typeof CLIENT): Gate[] {
  const acl = network.acls.find(({ id }) => id === subnet.acl?.text)
  if (!acl) return []
  return (['request', 'reply'] as const).map((packet): Gate => {
    const { direction, filter } = side[packet]
    return {
      name: `NACL of ${subnet.address}, ${packet} ${direction === 'ingress' ? 'in' : 'out'}`,
      filter,
      at: [acl.at],
      ...aclDecision(acl, direction, packet, side.peer),
    }
  })
}

function aclDecision(
  acl: NetworkAcl,
  direction: AclEntry['direction'],
  packet: 'request' | 'reply',
  peer: string,
): Pick<Gate, 'passes' | 'parts'> {
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
