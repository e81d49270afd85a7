import { type Evidence, type Network, type Route, type Subnet, Undecided, type Vpc } from '../model/index.ts'
import { blockOf, contains } from './addresses.ts'

/** Where a subnet sends a packet. */
export interface Way {
  readonly to: 'local' | 'internet-gateway' | 'nat-gateway' | 'nowhere'
  readonly because: Evidence
}

/** The route with the longest prefix that holds the address; the local route of the VPC is in every table. */
export function routeOf(network: Network, subnet: Subnet, address: number): Way {
  const vpc = network.vpcs.find(({ id }) => id === subnet.vpc.text)
  if (!vpc) throw new Undecided(`the routes of a VPC made elsewhere`, subnet.vpc.at)
  const table = network.routeTables.find(({ id }) => id === subnet.routeTable?.text)
  if (!table && subnet.routeTable)
    throw new Undecided('the routes of a table made elsewhere', subnet.routeTable.at)

  const local = vpc.cidr && blockOf(vpc.cidr)
  const routes = (table?.routes ?? [])
    .map((route) => ({ route, block: blockOf(route.destination) }))
    .filter(({ block }) => contains(block, address))
    .sort((one, other) => other.block.bits - one.block.bits)
  const [best] = routes
  if (local && contains(local, address) && (!best || best.block.bits <= local.bits)) {
    return { to: 'local', because: { says: `local route of ${vpc.address} (${vpc.cidr?.text})`, at: vpc.at } }
  }
  if (best) return follow(best.route, vpc)
  const named = table ? `${table.address} has` : `the main table of ${vpc.address} has`
  return { to: 'nowhere', because: { says: `${named} no route there`, at: (table ?? subnet).at } }
}

function follow({ destination, target, at }: Route, vpc: Vpc): Way {
  const says = `${destination.text} to ${target.kind.replace('-', ' ')} ${target.id.text}`
  if (target.kind === 'nat-gateway') return { to: 'nat-gateway', because: { says, at } }
  if (target.kind !== 'internet-gateway')
    throw new Undecided(`a route to ${target.kind} ${target.id.text}`, at)
  const attached = vpc.internetGateways.some(({ text }) => text === target.id.text)
  if (attached) return { to: 'internet-gateway', because: { says, at } }
  return { to: 'nowhere', because: { says: `${says}, which is not attached to ${vpc.address}`, at } }
}
