import { readNetwork } from '../../../scripts/access/model/index.ts'
import {
  type Connection,
  type Decision,
  decideConnection,
  parseAddress,
  type Station,
} from '../../../scripts/access/network/index.ts'
import { groupName, Interfaces } from '../../../scripts/lab/plan/interfaces.ts'
import type { Plan } from '../../../scripts/lab/plan/plan.ts'
import { LAPTOP } from '../../../scripts/lab/plan/public.ts'
import { groupsOf } from '../../../scripts/lab/plan/rules.ts'
import type { TextValue } from '../../../scripts/template/value.ts'
import { att, type Declared, ref, regionOf } from '../../access/network/region.ts'
import type { Probe } from './probes.ts'

/** A rule of a group, as a template has it. */
export type Rule = { readonly egress: boolean } & Record<string, unknown>

/** What differs from one topology to the next; the links stay. */
export interface Choices {
  readonly groups: readonly (readonly Rule[])[]
  readonly acls: readonly (readonly Record<string, unknown>[])[]
  /** Of each subnet, the index of its NACL. */
  readonly subnetAcls: readonly (number | undefined)[]
  /** Of each interface, the indices of its groups. */
  readonly memberships: readonly (readonly number[])[]
}

/** Subnet 0 has an internet gateway; the last interface is one of AWS's, as that of an endpoint. */
export const SUBNETS = ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/25'] as const
const PLACES = [
  { namespace: 'h0', subnet: 0 },
  { namespace: 'h1', subnet: 0 },
  { namespace: 'h2', subnet: 1 },
  { namespace: 'h3', subnet: 1 },
  { namespace: 'h4', subnet: 2 },
  { namespace: 'aws', subnet: 2 },
] as const
export const INTERFACES = PLACES.length
export const CORPORATE = { cidr: '192.168.0.0/16', host: '192.168.7.20', dns: '192.168.7.5', forwardsTo: [] }
/** Stations after the interfaces. */
export const CORPORATE_HOST = INTERFACES
export const INTERNET_HOST = INTERFACES + 1

/** A VPC with these rules, as the templates declare it. */
function declare({ groups, acls, subnetAcls, memberships }: Choices): Record<string, Declared> {
  const inVpc = { VpcId: ref('Vpc') }
  const resources: Record<string, Declared> = {
    Vpc: {
      type: 'AWS::EC2::VPC',
      properties: { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, EnableDnsHostnames: true },
    },
    Gateway: { type: 'AWS::EC2::InternetGateway' },
    Attachment: {
      type: 'AWS::EC2::VPCGatewayAttachment',
      properties: { ...inVpc, InternetGatewayId: ref('Gateway') },
    },
    Table: { type: 'AWS::EC2::RouteTable', properties: inVpc },
    Route: {
      type: 'AWS::EC2::Route',
      properties: {
        RouteTableId: ref('Table'),
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: ref('Gateway'),
      },
    },
    Routed: {
      type: 'AWS::EC2::SubnetRouteTableAssociation',
      properties: { SubnetId: ref('Subnet0'), RouteTableId: ref('Table') },
    },
  }
  const add = (name: string, type: string, properties: Record<string, unknown>) => {
    resources[name] = { type, properties }
  }
  for (const [i, cidr] of SUBNETS.entries())
    add(`Subnet${i}`, 'AWS::EC2::Subnet', { ...inVpc, CidrBlock: cidr })
  for (const [i, rules] of groups.entries()) {
    const of = (egress: boolean) =>
      rules.filter((rule) => rule.egress === egress).map(({ egress: _, ...rule }) => groupRule(rule, egress))
    // A group whose egress is not given gets the rule of EC2 that lets all out.
    const egress = of(true).length > 0 ? of(true) : [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }]
    add(`Group${i}`, 'AWS::EC2::SecurityGroup', {
      ...inVpc,
      GroupDescription: 'one',
      SecurityGroupIngress: of(false),
      SecurityGroupEgress: egress,
    })
  }
  for (const [i, entries] of acls.entries()) {
    add(`Acl${i}`, 'AWS::EC2::NetworkAcl', inVpc)
    for (const [j, entry] of entries.entries())
      add(`Acl${i}Entry${j}`, 'AWS::EC2::NetworkAclEntry', { NetworkAclId: ref(`Acl${i}`), ...entry })
  }
  for (const [i, acl] of subnetAcls.entries())
    if (acl !== undefined)
      add(`Acl${i}Association`, 'AWS::EC2::SubnetNetworkAclAssociation', {
        SubnetId: ref(`Subnet${i}`),
        NetworkAclId: ref(`Acl${acl}`),
      })
  for (const [i, { subnet }] of PLACES.entries())
    add(`Host${i}`, 'AWS::EC2::Instance', {
      SubnetId: ref(`Subnet${subnet}`),
      SecurityGroupIds: (memberships[i] ?? []).map((group) => att(`Group${group}`, 'GroupId')),
    })
  return resources
}

/** A peer group is an index until here. */
function groupRule({ group, ...rule }: Record<string, unknown>, egress: boolean): Record<string, unknown> {
  if (group === undefined) return rule
  const property = egress ? 'DestinationSecurityGroupId' : 'SourceSecurityGroupId'
  return { ...rule, [property]: att(`Group${group}`, 'GroupId') }
}

/** A topology for both sides: the plan for the kernel, and the network for the decision. */
export function worldOf(choices: Choices) {
  const network = readNetwork(regionOf(declare(choices)))
  if (network.unmodelled.length > 0) throw new Error(network.unmodelled.map(({ what }) => what).join(', '))
  const interfaces = new Interfaces(network)
  const inVpc = PLACES.map(({ namespace }, i): Station => {
    const port = network.hosts.find(({ address }) => address === `Host${i}`)?.interfaces[0]
    if (!port) throw new Error(`Host${i} has no interface`)
    const address = interfaces.add(namespace, `Host${i}`, port)
    const subnet = network.subnets.find(({ id }) => id === port.subnet.text)
    return { address: parseAddress(address) ?? 0, subnet, groups: port.groups, filtersItself: true }
  })
  const outside = [CORPORATE.host, LAPTOP].map((address): Station => {
    return { address: parseAddress(address) ?? 0, subnet: undefined, groups: [], filtersItself: false }
  })
  const plan: Plan = {
    region: 'us-east-1',
    partition: 'aws',
    account: '111122223333',
    vpcs: [
      {
        name: 'vpc0',
        id: network.vpcs[0]?.id ?? '',
        cidr: '10.0.0.0/16',
        resolver: '10.0.0.2',
        subnets: interfaces.subnets,
        groups: groupsOf(network.groups, (id: TextValue) => groupName(network, id)),
        interfaces: interfaces.all,
      },
    ],
    hosts: [],
    endpoints: [],
    functions: [],
    corporate: CORPORATE,
  }
  const stations = [...inVpc, ...outside]
  return {
    plan,
    decide: ({ from, to, ...traffic }: Attempt): Decision =>
      decideConnection(network, { ...traffic, from: station(stations, from), to: station(stations, to) }),
    probe: ({ from, to, ...traffic }: Attempt): Probe => ({
      ...traffic,
      at: placeOf(from),
      from: addressOf(plan, from),
      to: addressOf(plan, to, from === INTERNET_HOST),
      seenTo: addressOf(plan, to),
    }),
  }
}

/** A connection between stations, by their indices. */
export type Attempt = Omit<Required<Connection>, 'from' | 'to'> & {
  readonly from: number
  readonly to: number
}

function station(stations: readonly Station[], index: number): Station {
  const found = stations[index]
  if (!found) throw new Error(`there is no station ${index}`)
  return found
}

export const placeOf = (index: number): string =>
  PLACES[index]?.namespace ?? (index === CORPORATE_HOST ? 'corporate' : 'internet')

export function addressOf({ vpcs: [vpc] }: Plan, index: number, publicly = false): string {
  if (index === CORPORATE_HOST) return CORPORATE.host
  if (index === INTERNET_HOST) return LAPTOP
  const one = vpc?.interfaces[index]
  const address = publicly ? one?.publicAddress : one?.address
  if (!address) throw new Error(`station ${index} has no ${publicly ? 'public ' : ''}address`)
  return address
}
