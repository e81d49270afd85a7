import {
  availabilityZones,
  cidrBlocks,
  equals,
  join,
  not,
  parameter,
  policy,
  scope,
  select,
  split,
  type Text,
  template,
} from './kit/index.ts'
import { logging } from './parts/logging.ts'
import { CORPORATE_CIDR, HTTPS, NO_EGRESS, VPC_CIDR } from './parts/network.ts'
import { project } from './parts/project.ts'
import { rejectedTraffic } from './parts/rejected-traffic.ts'

const zone = (which: string) => ({
  Description: `Availability zone of the ${which} subnets; nothing for the region's ${which}.`,
  Default: '',
  AllowedPattern: '^$|^[a-z]{2}(-[a-z]+)+-\\d[a-z]$',
  ConstraintDescription: 'a zone such as us-east-1a, or nothing',
})

const names = scope({
  parameters: {
    ...project,
    VpcCidr: parameter.cidr(16, 22, {
      ...VPC_CIDR,
      Description: 'Addresses of the VPC. Its first four /24 are the subnets: two public, two isolated.',
    }),
    AvailabilityZoneA: parameter.text(zone('first')),
    AvailabilityZoneB: parameter.text(zone('second')),
    InternetAccess: parameter.choice(
      ['none', 'public-subnets'],
      'none: no way to or from the internet. public-subnets: an internet gateway and two public subnets, as in the demo. The isolated subnets have no way out in either case.',
    ),
    CorporateCidr: parameter.cidr(8, 32, CORPORATE_CIDR),
    ResolverHost: parameter.number({
      Description: "Last byte of the DNS resolver's address in each isolated subnet (with CorporateCidr).",
      Default: 10,
      MinValue: 4,
      MaxValue: 254,
    }),
    ...logging.parameters,
  },
  conditions: ({ ref }) => ({
    ...logging.conditions,
    FirstZoneGiven: not(equals(ref('AvailabilityZoneA'), '')),
    SecondZoneGiven: not(equals(ref('AvailabilityZoneB'), '')),
    PublicSubnets: equals(ref('InternetAccess'), 'public-subnets'),
    Corporate: not(equals(ref('CorporateCidr'), '')),
  }),
  resources: {
    Vpc: 'AWS::EC2::VPC',
    IsolatedSubnetA: 'AWS::EC2::Subnet',
    IsolatedSubnetB: 'AWS::EC2::Subnet',
    IsolatedRouteTable: 'AWS::EC2::RouteTable',
    IsolatedRoutesA: 'AWS::EC2::SubnetRouteTableAssociation',
    IsolatedRoutesB: 'AWS::EC2::SubnetRouteTableAssociation',
    InternetGateway: 'AWS::EC2::InternetGateway',
    InternetGatewayAttachment: 'AWS::EC2::VPCGatewayAttachment',
    PublicSubnetA: 'AWS::EC2::Subnet',
    PublicSubnetB: 'AWS::EC2::Subnet',
    PublicRouteTable: 'AWS::EC2::RouteTable',
    PublicDefaultRoute: 'AWS::EC2::Route',
    PublicRoutesA: 'AWS::EC2::SubnetRouteTableAssociation',
    PublicRoutesB: 'AWS::EC2::SubnetRouteTableAssociation',
    ApiEndpoint: 'AWS::EC2::VPCEndpoint',
    ApiEndpointSecurityGroup: 'AWS::EC2::SecurityGroup',
    Resolver: 'AWS::Route53Resolver::ResolverEndpoint',
    ResolverSecurityGroup: 'AWS::EC2::SecurityGroup',
    ...rejectedTraffic.resources,
  },
})
const { ref, att, sub, when, after } = names

const zoneA = when('FirstZoneGiven', ref('AvailabilityZoneA'), select(0, availabilityZones()))
const zoneB = when('SecondZoneGiven', ref('AvailabilityZoneB'), select(1, availabilityZones()))

/** The nth /24 of the VPC. */
const subnet = (index: number, name: string, availabilityZone: Text) => ({
  VpcId: ref('Vpc'),
  CidrBlock: select(index, cidrBlocks(ref('VpcCidr'), 4, 8)),
  AvailabilityZone: availabilityZone,
  Tags: [named(name)],
})
const named = (part: string) => ({ Key: 'Name', Value: join('-', [ref('AWS::StackName'), part]) })

/** The resolver's address in a /24: an endpoint does not output the addresses it picks, so it is told them. */
const resolverAddress = (block: Text) => {
  const octets = split('.', block)
  return join('.', [select(0, octets), select(1, octets), select(2, octets), ref('ResolverHost')])
}
const resolverAddresses = [
  resolverAddress(att('IsolatedSubnetA', 'CidrBlock')),
  resolverAddress(att('IsolatedSubnetB', 'CidrBlock')),
] as const

/** The network the private API is called from, with the one endpoint it is called through. */
export const securePrivateApiVpc = template(names, {
  name: 'secure-private-api-vpc',
  description:
    'A VPC with isolated subnets and the execute-api interface endpoint through which private APIs of this account are called.',
  groups: {
    Network: ['VpcCidr', 'AvailabilityZoneA', 'AvailabilityZoneB', 'InternetAccess'],
    'Corporate network': ['CorporateCidr', 'ResolverHost'],
    Logs: ['LogRetentionDays', 'LogKmsKeyArn'],
    Tags: ['Project'],
  },
  resources: {
    Vpc: {
      Properties: {
        CidrBlock: ref('VpcCidr'),
        // Both are what private DNS of the endpoint needs.
        EnableDnsSupport: true,
        EnableDnsHostnames: true,
        Tags: [named('vpc')],
      },
    },
    IsolatedSubnetA: { Properties: subnet(2, 'isolated-a', zoneA) },
    IsolatedSubnetB: { Properties: subnet(3, 'isolated-b', zoneB) },
    IsolatedRouteTable: { Properties: { VpcId: ref('Vpc'), Tags: [named('isolated')] } },
    IsolatedRoutesA: {
      Properties: { RouteTableId: ref('IsolatedRouteTable'), SubnetId: ref('IsolatedSubnetA') },
    },
    IsolatedRoutesB: {
      Properties: { RouteTableId: ref('IsolatedRouteTable'), SubnetId: ref('IsolatedSubnetB') },
    },
    InternetGateway: { Condition: 'PublicSubnets', Properties: { Tags: [named('internet')] } },
    InternetGatewayAttachment: {
      Condition: 'PublicSubnets',
      Properties: { VpcId: ref('Vpc'), InternetGatewayId: ref('InternetGateway') },
    },
    PublicSubnetA: { Condition: 'PublicSubnets', Properties: subnet(0, 'public-a', zoneA) },
    PublicSubnetB: { Condition: 'PublicSubnets', Properties: subnet(1, 'public-b', zoneB) },
    PublicRouteTable: {
      Condition: 'PublicSubnets',
      Properties: { VpcId: ref('Vpc'), Tags: [named('public')] },
    },
    PublicDefaultRoute: {
      Condition: 'PublicSubnets',
      DependsOn: 'InternetGatewayAttachment',
      Properties: {
        RouteTableId: ref('PublicRouteTable'),
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: ref('InternetGateway'),
      },
    },
    PublicRoutesA: {
      Condition: 'PublicSubnets',
      Properties: { RouteTableId: ref('PublicRouteTable'), SubnetId: ref('PublicSubnetA') },
    },
    PublicRoutesB: {
      Condition: 'PublicSubnets',
      Properties: { RouteTableId: ref('PublicRouteTable'), SubnetId: ref('PublicSubnetB') },
    },
    ApiEndpoint: {
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
      Properties: {
        VpcId: ref('Vpc'),
        VpcEndpointType: 'Interface',
        ServiceName: sub('com.amazonaws.${AWS::Region}.execute-api'),
        PrivateDnsEnabled: true,
        SubnetIds: [ref('IsolatedSubnetA'), ref('IsolatedSubnetB')],
        SecurityGroupIds: [att('ApiEndpointSecurityGroup', 'GroupId')],
        PolicyDocument: policy({
          Sid: 'ApisOfThisAccount',
          Effect: 'Allow',
          Principal: '*',
          Action: 'execute-api:Invoke',
          Resource: sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*'),
        }),
        // The resolver asks for addresses of its own choice: it goes first, before the endpoint may get them.
        Tags: [{ Key: 'Name', Value: after('Corporate', 'Resolver', named('execute-api').Value) }],
      },
    },
    ApiEndpointSecurityGroup: {
      Properties: {
        GroupDescription: 'execute-api endpoint: HTTPS from the VPC and the corporate network',
        VpcId: ref('Vpc'),
        SecurityGroupIngress: [
          { ...HTTPS, CidrIp: ref('VpcCidr'), Description: 'HTTPS from the VPC' },
          when('Corporate', { ...HTTPS, CidrIp: ref('CorporateCidr'), Description: 'HTTPS from corporate' }),
        ],
        SecurityGroupEgress: NO_EGRESS,
        Tags: [named('execute-api')],
      },
    },
    Resolver: {
      Condition: 'Corporate',
      Properties: {
        Direction: 'INBOUND',
        Name: join('-', [ref('AWS::StackName'), 'inbound']),
        SecurityGroupIds: [att('ResolverSecurityGroup', 'GroupId')],
        IpAddresses: [
          { SubnetId: ref('IsolatedSubnetA'), Ip: resolverAddresses[0] },
          { SubnetId: ref('IsolatedSubnetB'), Ip: resolverAddresses[1] },
        ],
      },
    },
    ResolverSecurityGroup: {
      Condition: 'Corporate',
      Properties: {
        GroupDescription: 'Inbound resolver: DNS from the corporate network',
        VpcId: ref('Vpc'),
        SecurityGroupIngress: (['udp', 'tcp'] as const).map((protocol) => ({
          IpProtocol: protocol,
          FromPort: 53,
          ToPort: 53,
          CidrIp: ref('CorporateCidr'),
          Description: `DNS over ${protocol} from corporate`,
        })),
        SecurityGroupEgress: NO_EGRESS,
        Tags: [named('resolver')],
      },
    },
    ...rejectedTraffic.bodies(ref('Vpc')),
  },
  outputs: {
    VpcId: { Description: 'The VPC', Value: ref('Vpc') },
    VpcCidr: { Description: 'Addresses of the VPC', Value: att('Vpc', 'CidrBlock') },
    VpcEndpointId: { Description: 'The execute-api endpoint', Value: ref('ApiEndpoint') },
    EndpointSecurityGroupId: {
      Description: 'Security group of that endpoint',
      Value: att('ApiEndpointSecurityGroup', 'GroupId'),
    },
    IsolatedSubnetIds: {
      Description: 'Subnets without a way out, with a comma between them',
      Value: join(',', [ref('IsolatedSubnetA'), ref('IsolatedSubnetB')]),
    },
    IsolatedRouteTableId: {
      Description: 'Their route table: routes back to the corporate network go here',
      Value: ref('IsolatedRouteTable'),
    },
    PublicSubnetId: {
      Description: 'A subnet with a way to the internet',
      Condition: 'PublicSubnets',
      Value: ref('PublicSubnetA'),
    },
    ResolverAddresses: {
      Description: 'The corporate DNS forwards execute-api.<region>.amazonaws.com to these addresses',
      Condition: 'Corporate',
      Value: join(',', resolverAddresses),
    },
    ...rejectedTraffic.outputs,
  },
})
