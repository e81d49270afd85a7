import { type Subnet as ModelSubnet, type Network, type Route, Undecided } from '../../access/model/index.ts'
import { blockOf, contains, formatAddress, parseAddress, routeOf } from '../../access/network/index.ts'
import { placeText, type TextValue } from '../../template/value.ts'
import type { Interface, Subnet } from './plan.ts'
import { cidrOf, entriesOf } from './rules.ts'

/** Public addresses of instances; a documentation block (RFC 5737), as all that the lab calls public. */
const PUBLIC_ADDRESSES = '203.0.113.'

/** Puts interfaces into the subnets of a VPC, with addresses as EC2 gives them out. */
export class Interfaces {
  readonly all: Interface[] = []
  readonly subnets: readonly Subnet[]
  private readonly network: Network
  private readonly taken = new Set<number>()

  constructor(network: Network) {
    this.network = network
    this.subnets = network.subnets.map((subnet, i) => subnetOf(network, subnet, `s${i}`))
    for (const { ip } of network.hosts.flatMap(({ interfaces }) => interfaces))
      if (ip) this.taken.add(addressOf(ip))
  }

  /**
   * A new interface.
   *
   * @param groups ids of the templates; undefined for the group of strangers
   * @returns its address
   */
  add(
    namespace: string,
    owner: string,
    {
      subnet: id,
      groups,
      ip,
    }: { subnet: TextValue; groups: readonly TextValue[] | undefined; ip?: TextValue | undefined },
  ): string {
    const index = this.network.subnets.findIndex((one) => one.id === id.text)
    const [made, subnet] = [this.network.subnets[index], this.subnets[index]]
    if (!made?.cidr || !subnet) throw new Undecided(`the addresses of the subnet ${id.text}`, id.at)
    const address = ip ? formatAddress(addressOf(ip)) : this.next(made.cidr)
    const isPublic = namespace !== 'aws' && subnet.way === 'internet-gateway'
    this.all.push({
      name: `e${this.all.length}`,
      namespace,
      subnet: subnet.name,
      address,
      publicAddress: isPublic ? `${PUBLIC_ADDRESSES}${100 + this.all.length}` : undefined,
      groups: groups?.map((group) => groupName(this.network, group)) ?? ['strangers'],
      owner,
    })
    return address
  }

  /** EC2 keeps the first four addresses of a subnet and the last. */
  private next(cidr: TextValue): string {
    const { first, last } = blockOf(cidr)
    for (let address = first + 4; address < last; address++) {
      if (this.taken.has(address)) continue
      this.taken.add(address)
      return formatAddress(address)
    }
    throw new Undecided(`no address is left in ${cidr.text}`, cidr.at)
  }
}

/** What the lab calls a group of the templates: `g0`. */
export function groupName({ groups }: Network, id: TextValue): string {
  const index = groups.findIndex((group) => group.id === id.text)
  if (index < 0) throw new Undecided(`the security group ${id.text} is made elsewhere`, id.at)
  return `g${index}`
}

/** Somewhere on the internet. */
const FAR_AWAY = parseAddress('198.51.100.1') ?? 0

function subnetOf(network: Network, subnet: ModelSubnet, name: string): Subnet {
  if (!subnet.cidr) throw new Undecided(`the addresses of ${subnet.address}`, subnet.at)
  const acl = network.acls.find(({ id }) => id === subnet.acl?.text)
  if (subnet.acl && !acl) throw new Undecided(`the NACL ${subnet.acl.text} is made elsewhere`, subnet.acl.at)
  const bypass = bypassOf(network, subnet)
  if (bypass) throw new Undecided(`a route for ${bypass.destination.text}, a part of the VPC`, bypass.at)
  const { to } = routeOf(network, subnet, FAR_AWAY)
  return {
    name,
    id: subnet.id,
    cidr: cidrOf(subnet.cidr),
    declared: `${subnet.address}, ${placeText(subnet.at)}`,
    acl: acl && entriesOf(acl.address, acl.entries),
    way: to === 'local' ? 'nowhere' : to,
  }
}

/** A route that leads packets of the VPC to itself elsewhere; the router of the lab takes them straight. */
function bypassOf({ routeTables, vpcs }: Network, { routeTable, vpc }: ModelSubnet): Route | undefined {
  const cidr = vpcs.find(({ id }) => id === vpc.text)?.cidr
  const local = cidr && blockOf(cidr)
  const table = routeTables.find(({ id }) => id === routeTable?.text)
  return table?.routes.find(({ destination }) => {
    const block = blockOf(destination)
    return local && block.bits > local.bits && contains(local, block.first)
  })
}

function addressOf(text: TextValue): number {
  const address = parseAddress(text.text)
  if (address === undefined) throw new Undecided(`'${text.text}' is no IPv4 address`, text.at)
  return address
}
