import type { Endpoint, Host, Interface, Network } from '../../access/model/index.ts'
import { and, type Formula, implies, is, not, or } from '../logic/formula.ts'
import { aclGates, serverAclGates } from './acls.ts'
import { inSomeBlock } from './blocks.ts'
import { groupGate, peerGroups } from './groups.ts'
import type { Gate } from './parts.ts'
import { carries, OUTSIDE, REQUEST } from './variables.ts'

/** The packet filters between a sender and an endpoint's interfaces. */
export function filterGates(network: Network, endpoint: Endpoint): Gate[] {
  return [groupGate(network, endpoint), ...aclGates(network, endpoint)]
}

/** The packet filters between a sender outside the VPCs and an interface of a host. */
export function doorGates(network: Network, { address, at }: Host, { subnet, groups }: Interface): Gate[] {
  const within = network.subnets.filter(({ id }) => id === subnet.text)
  return [
    groupGate(network, { address, at, groups }),
    ...within.flatMap((one) => serverAclGates(network, one)),
  ]
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
  const named = peerGroups({
    ...network,
    groups: network.groups.filter(({ id }) => endpoint.groups.some(({ text }) => text === id)),
  })
  const groups = named.map((id) => implies(is(carries(id)), inVpcOf(network, id)))
  return and(...facts, ...groups)
}

/** Where an interface with a group may be: in a subnet of the group's VPC. */
function inVpcOf(network: Network, id: string): Formula {
  const vpc = network.groups.find((group) => group.id === id)?.vpc
  if (!vpc) return not(is(REQUEST.sourceSubnet, OUTSIDE))
  const subnets = network.subnets.filter((subnet) => subnet.vpc.text === vpc.text)
  return or(...subnets.map(({ address }) => is(REQUEST.sourceSubnet, address)))
}
