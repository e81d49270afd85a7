import { addResource, replace, within } from '../edit.ts'
import type { Harmful } from '../mutation.ts'

const file = 'secure-private-api-vpc.yaml'

interface Entry {
  readonly number: number
  readonly egress: boolean
  readonly action: 'allow' | 'deny'
  readonly ports: readonly [from: number, to: number]
}
const requests: Entry = { number: 100, egress: false, action: 'allow', ports: [443, 443] }
const replies: Entry = { number: 100, egress: true, action: 'allow', ports: [1024, 65535] }

/** A NACL around the first isolated subnet, where consumer and endpoint are. */
export const nacl = (...entries: readonly Entry[]) =>
  addResource(`  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc
  AclOfA:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      NetworkAclId: !Ref Acl
      SubnetId: !Ref IsolatedSubnetB
${entries.map(entry).join('')}`)

const entry = ({ number, egress, action, ports: [from, to] }: Entry, index: number) => `  AclEntry${index}:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: ${number}
      Egress: ${egress}
      Protocol: 6
      RuleAction: ${action}
      CidrBlock: 0.0.0.0/0
      PortRange:
        From: ${from}
        To: ${to}
`

/** Routes that lead out, and NACLs that stop what should pass. */
export const routes: readonly Harmful[] = [
  {
    id: 'the isolated subnet has the routes of the public ones',
    file,
    edit: within(
      'IsolatedRoutesA',
      replace(
        '!Ref IsolatedRouteTable',
        '!If [PublicSubnets, !Ref PublicRouteTable, !Ref IsolatedRouteTable]',
      ),
    ),
    expect: ['no-route-out'],
  },
  {
    id: 'the way to the internet is in the isolated route table',
    file,
    edit: within('PublicDefaultRoute', replace('!Ref PublicRouteTable', '!Ref IsolatedRouteTable')),
    expect: ['no-route-out'],
  },
  {
    id: 'the isolated subnets have a route to an internet gateway of their own',
    file,
    edit: addResource(`  OtherGateway:
    Type: AWS::EC2::InternetGateway
  OtherAttachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref OtherGateway
  OtherRoute:
    Type: AWS::EC2::Route
    DependsOn: OtherAttachment
    Properties:
      RouteTableId: !Ref IsolatedRouteTable
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref OtherGateway
`),
    expect: ['no-route-out'],
  },
  {
    id: 'the isolated subnets have a route to a NAT gateway',
    file,
    edit: addResource(`  NatRoute:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref IsolatedRouteTable
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: nat-0123456789abcdef0
`),
    expect: ['no-route-out'],
  },
  {
    id: 'the isolated subnets have a route to a transit gateway, which the model has not',
    file,
    edit: addResource(`  TransitRoute:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref IsolatedRouteTable
      DestinationCidrBlock: 0.0.0.0/0
      TransitGatewayId: tgw-0123456789abcdef0
`),
    expect: ['no-route-out'],
  },
  {
    id: 'the VPC is peered with another, which the model has not',
    file,
    edit: addResource(`  Peering:
    Type: AWS::EC2::VPCPeeringConnection
    Properties:
      VpcId: !Ref Vpc
      PeerVpcId: vpc-0123456789abcdef0
`),
    expect: ['only-listed-peers'],
  },
  {
    id: 'a NACL lets the replies of the endpoint not out',
    file,
    edit: nacl(requests),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'a NACL lets only some replies of the endpoint out',
    file,
    edit: nacl(requests, { ...replies, ports: [32768, 61000] }),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'a NACL lets the requests not in',
    file,
    edit: nacl({ ...requests, ports: [80, 80] }, replies),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'a NACL denies before it allows',
    file,
    edit: nacl(requests, replies, { ...requests, number: 90, action: 'deny' }),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'a NACL lets in no DNS for the resolver',
    file,
    edit: nacl(requests, replies),
    expect: ['corporate-is-accepted'],
  },
  {
    id: "a longer route leads a half of the endpoint's subnet to a NAT gateway",
    file,
    edit: addResource(`  Longer:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref IsolatedRouteTable
      DestinationCidrBlock: 10.10.3.0/25
      NatGatewayId: nat-0123456789abcdef0
`),
    expect: ['consumer-is-accepted', 'no-route-out'],
  },
]
