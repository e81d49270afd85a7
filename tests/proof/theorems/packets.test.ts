import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, givenEndpoint, swap } from './small.ts'

const THEOREMS = ['only-https', 'only-listed-peers'] as const
const verdicts = (template: string) => THEOREMS.map((id) => kindOf(id, template))
const RULE = '{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }'
const rule = (yaml: string) => edited(swap(RULE, `{ ${yaml} }`, 'EndpointGroup'))
const https = 'IpProtocol: tcp, FromPort: 443, ToPort: 443'

test.each<[string, string, string, string]>([
  ['tcp/443 from the VPC', rule(`${https}, CidrIp: 10.0.0.0/16`), 'PROVED', 'PROVED'],
  [
    'protocol 6',
    rule('IpProtocol: "6", FromPort: 443, ToPort: 443, CidrIp: 10.0.1.0/24'),
    'PROVED',
    'PROVED',
  ],
  [
    'a range of ports',
    rule('IpProtocol: tcp, FromPort: 443, ToPort: 444, CidrIp: 10.0.0.0/16'),
    'REFUTED',
    'PROVED',
  ],
  ['udp/443', rule('IpProtocol: udp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16'), 'REFUTED', 'PROVED'],
  ['every protocol', rule('IpProtocol: "-1", CidrIp: 10.0.0.0/16'), 'REFUTED', 'PROVED'],
  ['another protocol', rule('IpProtocol: "47", CidrIp: 10.0.0.0/16'), 'REFUTED', 'PROVED'],
  ['a wider block', rule(`${https}, CidrIp: 10.0.0.0/15`), 'PROVED', 'REFUTED'],
  [
    'members of a group of the VPC',
    rule(`${https}, SourceSecurityGroupId: !Ref ConsumerGroup`),
    'PROVED',
    'PROVED',
  ],
  [
    'members by the attribute of their group',
    rule(`${https}, SourceSecurityGroupId: !GetAtt ConsumerGroup.GroupId`),
    'PROVED',
    'PROVED',
  ],
  ['a prefix list', rule(`${https}, SourcePrefixListId: pl-0123456789abcdef0`), 'PROVED', 'REFUTED'],
])('%s', (_, template, ...expected) => expect(verdicts(template)).toEqual(expected))

test('a packet is shown, with the rule that lets it in', () => {
  const template = rule('IpProtocol: tcp, FromPort: 443, ToPort: 8443, CidrIp: 10.0.0.0/8')
  for (const id of THEOREMS) {
    const { because: reasons } = outcome(id, template)
    expect(reasons).toEqual(because('this packet reaches Endpoint:'))
    expect(reasons).toEqual(because('ingress tcp/443-8443 from 10.0.0.0/8', 'ToPort: 8443'))
  }
  expect(outcome('only-https', template).because).toEqual(because('  protocol tcp'))
  expect(outcome('only-listed-peers', template).because).toEqual(because('  from subnet outside'))
})

test('a rule that is a resource of its own counts', () => {
  const template = edited(
    add(`
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt EndpointGroup.GroupId
      IpProtocol: tcp
      FromPort: 22
      ToPort: 22
      CidrIp: 0.0.0.0/0
`),
  )
  expect(verdicts(template)).toEqual(['REFUTED', 'REFUTED'])
  expect(outcome('only-https', template).because).toEqual(
    because('ingress tcp/22-22 from 0.0.0.0/0', 'Rule:'),
  )
})

test('of two groups the wider one counts', () => {
  const template = edited(
    swap('[!Ref EndpointGroup]', '[!Ref EndpointGroup, !Ref Second]'),
    add(`
  Second:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 192.168.0.0/16 }
`),
  )
  expect(verdicts(template)).toEqual(['REFUTED', 'REFUTED'])
})

test('of two endpoints each counts', () => {
  const template = edited(
    add(`
  Open:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.execute-api
      SubnetIds: [!Ref Subnet]
      SecurityGroupIds: [!Ref Wide]
  Wide:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: "-1", CidrIp: 0.0.0.0/0 }
`),
  )
  expect(verdicts(template)).toEqual(['REFUTED', 'REFUTED'])
  expect(outcome('only-https', template).because).toEqual(because('this packet reaches Open:'))
})

describe('a NACL before a group that lets everything in', () => {
  const wide = swap(RULE, '{ IpProtocol: "-1", CidrIp: 0.0.0.0/0 }', 'EndpointGroup')
  const entry = (name: string, action: string, number: number, block: string) => `
  ${name}:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: ${number}, Protocol: 6, RuleAction: ${action}, CidrBlock: ${block}, PortRange: { From: 443, To: 443 } }`
  const nacl = (...entries: string[]) =>
    add(`
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
  AclOfEndpoint:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref EndpointSubnet }
  Replies:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 1, Egress: true, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }${entries.join('')}
`)
  test('keeps out strangers, but no neighbours in the subnet', () => {
    const template = edited(wide, nacl(entry('In', 'allow', 1, '10.0.0.0/16')))
    expect(verdicts(template)).toEqual(['REFUTED', 'PROVED'])
    expect(outcome('only-https', template).because).toEqual(because('  from subnet EndpointSubnet'))
  })
  test('denies in the order of its numbers', () => {
    const denied = entry('Strangers', 'deny', 2, '192.168.0.0/16')
    expect(verdicts(edited(wide, nacl(entry('In', 'allow', 3, '192.168.0.0/16'), denied)))[1]).toBe('PROVED')
    expect(verdicts(edited(wide, nacl(entry('In', 'allow', 1, '192.168.0.0/16'), denied)))[1]).toBe('REFUTED')
  })
})

test('a VPC that nothing leads from has no members of our groups', () => {
  const template = edited(
    swap('CidrIp: 10.0.0.0/16', 'SourceSecurityGroupId: !Ref ConsumerGroup', 'EndpointGroup'),
    add(`
  OtherVpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.9.0.0/16 }
  OtherSubnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref OtherVpc, CidrBlock: 10.9.1.0/24 }
`),
  )
  expect(verdicts(template)).toEqual(['PROVED', 'PROVED'])
})

describe('the corporate block is listed', () => {
  const corporate = (name: string) =>
    edited(
      above(`Parameters:\n  ${name}: { Type: String, AllowedPattern: "[0-9.]+/16" }`),
      swap('CidrIp: 10.0.0.0/16', `CidrIp: !Ref ${name}`, 'EndpointGroup'),
    )
  test('by its name', () => expect(verdicts(corporate('CorporateCidr'))).toEqual(['PROVED', 'PROVED']))
  test('and no other', () => expect(verdicts(corporate('PartnerCidr'))).toEqual(['PROVED', 'REFUTED']))
})

test('without an endpoint there is nothing to ask', () => {
  const template = edited(givenEndpoint)
  for (const id of THEOREMS)
    expect(outcome(id, template)).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('the endpoint is not in the templates'),
    })
})

describe('UNKNOWN', () => {
  test.each<[string, string, string, string]>([
    ['a rule for IPv6', rule(`${https}, CidrIpv6: "::/0"`), 'a rule for the IPv6 block ::/0', '::/0'],
    [
      'ports that tcp does not have',
      rule('IpProtocol: tcp, FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/16'),
      'the ports -1 to -1',
      '-1',
    ],
    [
      'a protocol of no such name',
      rule('IpProtocol: sctp, CidrIp: 10.0.0.0/16'),
      "the protocol 'sctp'",
      'sctp',
    ],
    [
      'a rule by the name of a group',
      rule(`${https}, SourceSecurityGroupName: web`),
      'has SourceSecurityGroupName, which is not modelled',
      'web',
    ],
    [
      'a group made elsewhere',
      edited(swap('[!Ref EndpointGroup]', '[!Ref EndpointGroup, sg-0123456789abcdef0]')),
      'sg-0123456789abcdef0 is made by none of the templates',
      'sg-0',
    ],
    [
      'an endpoint for a service by parameter',
      edited(
        above('Parameters:\n  Service: { Type: String }'),
        swap('!Sub com.amazonaws.${AWS::Region}.execute-api', '!Ref Service'),
      ),
      'a service that is not known yet',
      '!Ref Service',
    ],
    [
      'a firewall',
      edited(add('  Wall:\n    Type: AWS::NetworkFirewall::Firewall\n')),
      'AWS::NetworkFirewall::Firewall (Wall)',
      'Wall:',
    ],
  ])('%s', (_, template, text, line) => {
    for (const id of THEOREMS)
      expect(outcome(id, template)).toMatchObject({ kind: 'UNKNOWN', because: because(text, line) })
  })
  test('a port by a parameter', () => {
    const template = edited(
      above('Parameters:\n  Port: { Type: Number }'),
      swap(
        RULE,
        '{ IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 10.0.0.0/16 }',
        'EndpointGroup',
      ),
    )
    expect(outcome('only-https', template)).toMatchObject({
      kind: 'UNKNOWN',
      because: because('the ports ‹Port› to ‹Port›'),
    })
  })
})
