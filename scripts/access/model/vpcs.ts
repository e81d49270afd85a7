import type { TextValue } from '../../template/value.ts'
import type { Shape } from './fields.ts'
import { attributeOf } from './identity.ts'
import type { Subnet, Vpc } from './network-things.ts'
import { readEach, type Source } from './source.ts'

const VPC: Shape = {
  name: 'AWS::EC2::VPC',
  touches: 'network',
  read: ['CidrBlock', 'EnableDnsSupport', 'EnableDnsHostnames'],
  irrelevant: ['Tags', 'InstanceTenancy'],
}
const ATTACHMENT: Shape = {
  name: 'AWS::EC2::VPCGatewayAttachment',
  touches: 'network',
  read: ['VpcId', 'InternetGatewayId'],
  irrelevant: [],
}
const SUBNET: Shape = {
  name: 'AWS::EC2::Subnet',
  touches: 'network',
  read: ['VpcId', 'CidrBlock'],
  irrelevant: [
    'Tags',
    'AvailabilityZone',
    'AvailabilityZoneId',
    'MapPublicIpOnLaunch',
    'PrivateDnsNameOptionsOnLaunch',
  ],
}
const ROUTE_ASSOCIATION: Shape = {
  name: 'AWS::EC2::SubnetRouteTableAssociation',
  touches: 'network',
  read: ['SubnetId', 'RouteTableId'],
  irrelevant: [],
}
const ACL_ASSOCIATION: Shape = {
  name: 'AWS::EC2::SubnetNetworkAclAssociation',
  touches: 'network',
  read: ['SubnetId', 'NetworkAclId'],
  irrelevant: [],
}

/** The VPCs, each with the gateways attached to it. */
export function readVpcs(source: Source): Vpc[] {
  const attached = readPairs(source, ATTACHMENT, 'VpcId', 'InternetGatewayId')
  return readEach(source, VPC, (fields, thing, resource) => ({
    ...thing,
    cidr: fields.needed('CidrBlock'),
    // CloudFormation's defaults: names are resolved, but hosts get none.
    dnsSupport: fields.flag('EnableDnsSupport', true),
    dnsHostnames: fields.flag('EnableDnsHostnames', false),
    defaultGroup: attributeOf(source.region, resource, 'DefaultSecurityGroup'),
    internetGateways: attached.filter(([vpc]) => vpc.text === thing.id).map(([, gateway]) => gateway),
  }))
}

/** The subnets, each with its associations. */
export function readSubnets(source: Source): Subnet[] {
  const tables = readPairs(source, ROUTE_ASSOCIATION, 'SubnetId', 'RouteTableId')
  const acls = readPairs(source, ACL_ASSOCIATION, 'SubnetId', 'NetworkAclId')
  return readEach(source, SUBNET, (fields, thing) => {
    const vpc = fields.needed('VpcId')
    const cidr = fields.needed('CidrBlock')
    return vpc && { ...thing, vpc, cidr, routeTable: lastOf(tables, thing.id), acl: lastOf(acls, thing.id) }
  })
}

function readPairs(source: Source, shape: Shape, one: string, other: string): [TextValue, TextValue][] {
  return readEach(source, shape, (fields) => {
    const [left, right] = [fields.needed(one), fields.needed(other)]
    return left && right && [left, right]
  })
}

const lastOf = (pairs: [TextValue, TextValue][], id: string): TextValue | undefined =>
  pairs.findLast(([one]) => one.text === id)?.[1]
