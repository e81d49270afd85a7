import type { Model } from '../../access/gates/index.ts'
import { type Vpc as MadeVpc, type Network, Undecided } from '../../access/model/index.ts'
import { type Block, blockOf, isApiEndpoint, overlap } from '../../access/network/index.ts'
import { UserError } from '../../command/user-error.ts'
import { placeText } from '../../template/value.ts'
import { blockAt, NO_RESOLVER, nth } from './addresses.ts'
import { corporateOf } from './corporate.ts'
import { groupName, Interfaces } from './interfaces.ts'
import { otherVpc } from './other-vpc.ts'
import type { Endpoint, Host, LambdaFunction, Plan, SecurityGroup } from './plan.ts'
import { LAPTOP, PUBLIC_BLOCKS, PUBLIC_DNS } from './public.ts'
import { cidrOf, groupsOf } from './rules.ts'

/**
 * What to make of the templates' network and functions.
 *
 * @param corporate the block of the corporate network; undefined where there is none
 * @throws Undecided where the templates leave something to what they do not make
 */
export function planOf({ network, apis, account }: Model, corporate: string | undefined): Plan {
  const { vpc, cidr, block } = vpcOf(network)
  const resolver = vpc.dnsSupport ? nth(block, 2) : undefined
  const other = otherVpc(block)
  const interfaces = new Interfaces(network)
  const elsewhere = network.endpoints.find((one) => one.vpc.text !== vpc.id)
  if (elsewhere) throw new Undecided(`an endpoint in the VPC ${elsewhere.vpc.text}`, elsewhere.vpc.at)
  const endpoints = network.endpoints.filter(isApiEndpoint).map(
    (one): Endpoint => ({
      id: one.id,
      vpc: one.vpc.text,
      owner: one.address,
      addresses: one.subnets.map((subnet) =>
        interfaces.add('aws', one.address, { subnet, groups: one.groups }),
      ),
      privateDns: one.privateDns && vpc.dnsSupport && vpc.dnsHostnames,
    }),
  )
  const resolvers = network.hosts
    .filter(({ kind }) => kind === 'inbound-resolver')
    .flatMap((one) => one.interfaces.map((port) => interfaces.add('aws', one.address, port)))
  const hosts = [
    ...consumerOf(network, interfaces, resolver),
    ...strangerOf(network, interfaces, resolver),
    { name: 'internet', address: LAPTOP, hostname: 'laptop', nameserver: PUBLIC_DNS } as const,
    other.host,
  ]
  const functions = apis.functions.map((one, i): LambdaFunction => {
    const [inVpc] = network.hosts.find(({ address }) => address === one.address)?.interfaces ?? []
    // Of several subnets Lambda takes any; the lab the first.
    if (inVpc) interfaces.add(`fn${i}`, one.address, inVpc)
    return {
      name: `fn${i}`,
      address: one.address,
      id: one.id,
      runtimeApi: { lab: `169.254.100.${4 * i + 1}`, own: `169.254.100.${4 * i + 2}` },
      publicAddress: inVpc ? undefined : `203.0.113.${10 + i}`,
    }
  })
  const linked = corporateOf(network, resolvers, corporate)
  const own = {
    name: 'vpc0',
    id: vpc.id,
    cidr: cidrOf(cidr),
    resolver,
    subnets: interfaces.subnets,
    groups: [...groupsOf(network.groups, (id) => groupName(network, id)), STRANGERS],
    interfaces: interfaces.all,
  }
  return {
    partition: account.partition,
    region: account.region,
    account: account.account,
    vpcs: [own, other.vpc],
    hosts: linked ? [...hosts, linked.host] : hosts,
    endpoints: [...endpoints, other.endpoint],
    functions,
    corporate: linked?.corporate,
  }
}

function vpcOf({ vpcs }: Network) {
  const [vpc, second] = vpcs
  if (!vpc?.cidr)
    throw new UserError(
      'The templates make no VPC, so the lab has nowhere to put anybody.',
      'Name the templates that make it, too, with --template, or give every Existing… parameter of one you have.',
    )
  if (second) throw new Undecided('a second VPC in the lab', second.at)
  const block = blockOf(vpc.cidr)
  const taken = PUBLIC_BLOCKS.find((one) => overlap(block, blockAt(one)))
  if (taken)
    throw new UserError(
      `${placeText(vpc.cidr.at)}: the VPC's block ${vpc.cidr.text} has addresses of the lab's internet, ${taken}.`,
      'Choose another block, such as 10.10.0.0/16.',
    )
  return { vpc, cidr: vpc.cidr, block } satisfies { vpc: MadeVpc; cidr: object; block: Block }
}

/** The instance that calls the API. */
function consumerOf({ hosts }: Network, interfaces: Interfaces, resolver: string | undefined): Host[] {
  const instances = hosts.filter(({ kind }) => kind === 'instance')
  const consumer = instances.find(({ address }) => /(^|\/)Consumer$/.test(address)) ?? instances[0]
  const [port] = consumer?.interfaces ?? []
  if (!consumer || !port) return []
  return [ec2('consumer', interfaces.add('consumer', consumer.address, port), resolver)]
}

/** Somebody in the endpoint's subnet, in a group of its own that lets it send anything. */
function strangerOf(
  { endpoints, subnets }: Network,
  interfaces: Interfaces,
  resolver: string | undefined,
): Host[] {
  const [first] = subnets
  const [subnet] = endpoints.find(isApiEndpoint)?.subnets ?? []
  const place = subnet ?? (first && { kind: 'text' as const, text: first.id, at: first.at })
  if (!place) return []
  return [
    ec2('stranger', interfaces.add('stranger', 'stranger', { subnet: place, groups: undefined }), resolver),
  ]
}

const ec2 = (name: Host['name'], address: string, resolver: string | undefined): Host => ({
  name,
  address,
  hostname: `ip-${address.replaceAll('.', '-')}`,
  nameserver: resolver ?? NO_RESOLVER,
})

/** The group of the stranger, which no rule of the templates names. */
const STRANGERS: SecurityGroup = {
  name: 'strangers',
  id: 'sg-stranger',
  declared: "the stranger's own group",
  rules: [
    {
      protocol: undefined,
      ports: undefined,
      direction: 'egress',
      peer: { cidr: '0.0.0.0/0' },
      rule: "the stranger's own group lets all out",
    },
  ],
}
