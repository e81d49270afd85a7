import { addResource, insert, remove, replace, within } from '../edit.ts'
import type { Harmless } from '../mutation.ts'

const file = 'secure-private-api-vpc.yaml'
const inGroup = (old: string, now: string) => within('ApiEndpointSecurityGroup', replace(old, now))
const FROM_VPC = `        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: !Ref VpcCidr
          Description: HTTPS from the VPC
`
const rule = (old: string, now: string) => inGroup(FROM_VPC, replace(old, now)(FROM_VPC).text)

/** The same network in other words, or more of what is there. */
export const harmlessNetwork: readonly Harmless[] = [
  { id: 'a rule has another description', file, edit: rule('HTTPS from the VPC', 'in') },
  { id: 'a rule has no description', file, edit: rule('          Description: HTTPS from the VPC\n', '') },
  { id: 'a rule says tcp by its number', file, edit: rule('IpProtocol: tcp', 'IpProtocol: "6"') },
  {
    id: 'a rule says its ports as texts',
    file,
    edit: rule('FromPort: 443\n          ToPort: 443', 'FromPort: "443"\n          ToPort: "443"'),
  },
  {
    id: 'a rule says its block by the VPC',
    file,
    edit: rule('!Ref VpcCidr', '!GetAtt Vpc.CidrBlock'),
  },
  {
    id: 'a rule lets in a part of the VPC besides',
    file,
    edit: inGroup(
      FROM_VPC,
      `${FROM_VPC}        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: !GetAtt IsolatedSubnetA.CidrBlock
`,
    ),
  },
  {
    id: 'the rule for the VPC is a resource of its own',
    file,
    edit: inGroup(
      FROM_VPC,
      `        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: !GetAtt IsolatedSubnetB.CidrBlock
`,
    ),
    also: [
      {
        file,
        edit: addResource(`  FromVpc:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref ApiEndpointSecurityGroup
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      CidrIp: !Ref VpcCidr
`),
      },
    ],
    because: 'Ref of a group in a VPC is its id, as GetAtt GroupId is',
  },
  {
    id: 'the endpoint may send back what it likes',
    file,
    edit: inGroup('127.0.0.1/32', '127.0.0.0/8'),
    because: 'groups are stateful, and no packet leaves for loopback',
  },
  {
    id: 'the endpoint is in one subnet only',
    file,
    edit: within('ApiEndpoint', remove('        - !Ref IsolatedSubnetB\n')),
    because: 'fewer zones, and the VPC still reaches it by its local route',
  },
  {
    id: 'the endpoint says DNS as a text',
    file,
    edit: within('ApiEndpoint', replace('PrivateDnsEnabled: true', 'PrivateDnsEnabled: "true"')),
  },
  {
    id: 'a third isolated subnet is there',
    file,
    edit: addResource(`  IsolatedSubnetC:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [4, !Cidr [!Ref VpcCidr, 5, 7]]
  IsolatedRoutesC:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      RouteTableId: !Ref IsolatedRouteTable
      SubnetId: !Ref IsolatedSubnetC
`),
  },
  {
    id: 'a NACL admits everything, as the default one does',
    file,
    edit: addResource(`  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc
  AclIn:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: false, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
  AclOut:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: true, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
  AclOfB:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref IsolatedSubnetB }
`),
  },
  {
    id: 'the flow log has all traffic',
    file,
    edit: within('RejectedTraffic', replace('TrafficType: REJECT', 'TrafficType: ALL')),
  },
  {
    id: 'the resolver has another name',
    file,
    edit: within('Resolver', replace('- inbound', '- resolver')),
  },
  {
    id: 'the consumer may send no DNS through its group',
    file: 'api-consumer.yaml',
    edit: within(
      'ConsumerSecurityGroup',
      remove(`        - IpProtocol: udp
          FromPort: 53
          ToPort: 53
          CidrIp: !Ref VpcCidr
          Description: DNS over udp
`),
    ),
    because: "groups do not filter what goes to the VPC's own resolver",
  },
  {
    id: 'the consumer may send https to everybody',
    file: 'api-consumer.yaml',
    edit: within(
      'ConsumerSecurityGroup',
      replace(
        'CidrIp: !Ref VpcCidr\n          Description: HTTPS to the endpoints',
        'CidrIp: 0.0.0.0/0\n          Description: HTTPS to the endpoints',
      ),
    ),
    because: 'the theorems ask who reaches the API, not whom the consumer reaches',
  },
  {
    id: 'the consumer is an instance of another type',
    file: 'api-consumer.yaml',
    edit: within('InstanceType', replace('Default: t4g.nano', 'Default: t4g.small')),
  },
  {
    id: 'a resource has a tag more',
    file,
    edit: within('Vpc', insert('      Tags:\n', '        - { Key: Owner, Value: platform }\n')),
  },
  {
    id: "the policy admits every address where the endpoint's group does not",
    file: 'main.yaml',
    edit: within('SecurePrivateApi', replace('!GetAtt SecurePrivateApiVpc.Outputs.VpcCidr', '0.0.0.0/0')),
    because: 'one of two locks is open; no theorem says that each of them holds alone',
  },
]
