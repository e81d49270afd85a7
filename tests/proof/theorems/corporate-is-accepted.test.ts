import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, far, swap } from './small.ts'

const id = 'corporate-is-accepted'
const given = { CorporateCidr: '192.168.0.0/16' }
const BOTH = '[10.0.0.0/16, !Ref CorporateCidr]'
const RESOLVER = `
  Resolver:
    Type: AWS::Route53Resolver::ResolverEndpoint
    Properties:
      Direction: INBOUND
      SecurityGroupIds: [!Ref ResolverGroup]
      IpAddresses: [{ SubnetId: !Ref Subnet }, { SubnetId: !Ref EndpointSubnet }]
  ResolverGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: !Ref CorporateCidr }
        - { IpProtocol: tcp, FromPort: 53, ToPort: 53, CidrIp: !Ref CorporateCidr }
`
type Edit = ReturnType<typeof swap>
/** The small template with a corporate network that may call. */
const corporate = (...edits: Edit[]) =>
  edited(
    above(
      'Parameters:\n  CorporateCidr: { Type: String, AllowedPattern: "^$|[0-9.]+/16" }\nConditions:\n  Corporate: !Not [!Equals [!Ref CorporateCidr, ""]]',
    ),
    swap('aws:VpcSourceIp: 10.0.0.0/16', `aws:VpcSourceIp: ${BOTH}`),
    swap(
      '        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }\n',
      '        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }\n        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !Ref CorporateCidr }\n',
      'EndpointGroup',
    ),
    add(RESOLVER),
    ...edits,
  )

test('holds for whatever block, and for a given one', () => {
  expect(kindOf(id, corporate())).toBe('PROVED')
  expect(kindOf(id, corporate(), { given })).toBe('PROVED')
})

test.each<[string, Edit, string, string]>([
  [
    'the policy does not know the block',
    swap(BOTH, '10.0.0.0/16'),
    'stops it: Deny OtherNetworks',
    'Sid: OtherNetworks',
  ],
  [
    "the endpoint's group does not know it",
    swap('443, CidrIp: !Ref CorporateCidr', '443, CidrIp: 10.1.0.0/16', 'EndpointGroup'),
    'security groups of Endpoint stands here',
    'EndpointGroup:',
  ],
  [
    'the name leads nowhere',
    swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: false'),
    'Endpoint has no private DNS',
    'PrivateDnsEnabled: false',
  ],
  [
    'API Gateway may not invoke',
    swap('apigateway.amazonaws.com', 'events.amazonaws.com'),
    'API Gateway may not invoke Greeter for GET /pets',
    'GetPets:',
  ],
  [
    'the names are closed',
    swap('    Properties:\n', '    Properties:\n      DisableExecuteApiEndpoint: true\n', 'Api'),
    'the names of Api are closed',
    'Api:',
  ],
  [
    'the resolver sends instead of answering',
    swap('INBOUND', 'OUTBOUND'),
    'no inbound resolver in the VPC of Endpoint answers',
    'Resolver:',
  ],
  [
    "the resolver's group lets in udp alone",
    swap('tcp', 'icmp', 'ResolverGroup'),
    'Resolver lets in no DNS over tcp from the corporate network',
    'Resolver:',
  ],
  [
    "the resolver's group lets in another port",
    swap('udp, FromPort: 53, ToPort: 53', 'udp, FromPort: 54, ToPort: 54'),
    'no match of ingress udp/54-54',
    'FromPort: 54',
  ],
  [
    "the resolver's group lets in the VPC alone",
    swap(
      'udp, FromPort: 53, ToPort: 53, CidrIp: !Ref CorporateCidr',
      'udp, FromPort: 53, ToPort: 53, CidrIp: 10.0.0.0/16',
    ),
    'Resolver lets in no DNS over udp',
    'Resolver:',
  ],
])('fails where %s', (_, edit, text, line) => {
  for (const values of [{}, given])
    expect(outcome(id, corporate(edit), { given: values })).toMatchObject({
      kind: 'REFUTED',
      because: because(text, line),
    })
})

test('fails without a resolver, at the endpoint', () => {
  const template = corporate((text) => text.replace(RESOLVER.trimStart(), '').replace(RESOLVER.slice(1), ''))
  expect(outcome(id, template)).toMatchObject({
    kind: 'REFUTED',
    because: because('no inbound resolver in the VPC of Endpoint answers', 'Endpoint:'),
  })
})

test('fails with a resolver in another VPC, which knows nothing of the endpoint', () => {
  const template = corporate(
    swap('{ SubnetId: !Ref Subnet }, { SubnetId: !Ref EndpointSubnet }', '{ SubnetId: !Ref Far }'),
    far,
  )
  expect(outcome(id, template)).toMatchObject({
    kind: 'REFUTED',
    because: because('no inbound resolver in the VPC of Endpoint answers', 'Resolver:'),
  })
})

describe("a NACL of the resolver's subnet", () => {
  const entry = (number: number, rest: string) => `
  Entry${number}:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: ${number}, RuleAction: allow, CidrBlock: 0.0.0.0/0, ${rest} }`
  const nacl = (...entries: string[]) =>
    corporate(
      add(`
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
  AclOfSubnet:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref Subnet }${entries.join('')}
`),
    )
  const out = entry(1, 'Egress: true, Protocol: -1')
  const https = entry(2, 'Protocol: 6, PortRange: { From: 443, To: 65535 }')
  test('lets the questions in', () =>
    expect(
      kindOf(
        id,
        nacl(
          out,
          https,
          entry(3, 'Protocol: 17, PortRange: { From: 53, To: 53 }'),
          entry(4, 'Protocol: 6, PortRange: { From: 53, To: 53 }'),
        ),
      ),
    ).toBe('PROVED'))
  test('lets in no udp', () =>
    expect(
      outcome(id, nacl(out, https, entry(4, 'Protocol: 6, PortRange: { From: 53, To: 53 }'))),
    ).toMatchObject({ kind: 'REFUTED', because: because('Resolver lets in no DNS over udp', 'Resolver:') }))
  test('lets no answer out', () =>
    expect(
      outcome(
        id,
        nacl(
          entry(1, 'Protocol: -1'),
          entry(2, 'Egress: true, Protocol: 6, PortRange: { From: 443, To: 65535 }'),
        ),
      ),
    ).toMatchObject({ kind: 'REFUTED', because: because('NACL of Subnet, reply out stands here', 'Acl:') }))
})

describe('NOT APPLICABLE', () => {
  test('without a corporate network', () => {
    expect(outcome(id)).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('there is no corporate network'),
    })
    const none = corporate((text) =>
      text.replaceAll(', CidrIp: !Ref CorporateCidr', ', CidrIp: 10.0.0.0/16').replace(BOTH, '10.0.0.0/16'),
    )
    expect(kindOf(id, none, { given: { CorporateCidr: '' } })).toBe('NOT APPLICABLE')
  })
  test('without an endpoint', () => {
    const template = corporate(
      (text) => text.replace(/ {2}Endpoint:\n(?: {3}.*\n)+/, ''),
      swap('[!Ref Endpoint]', '[]'),
      swap('aws:SourceVpce: !Ref Endpoint', 'aws:SourceVpce: vpce-0123456789abcdef0'),
    )
    expect(outcome(id, template)).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('the endpoint is not in the templates'),
    })
  })
})

test.each<[string, Edit, string, string]>([
  [
    'a resolver rule',
    add('  Rule:\n    Type: AWS::Route53Resolver::ResolverRule\n'),
    'AWS::Route53Resolver::ResolverRule (Rule) is not modelled',
    'Rule:',
  ],
  [
    'a resolver in a subnet made elsewhere',
    swap('{ SubnetId: !Ref Subnet }', '{ SubnetId: subnet-0123456789abcdef0 }'),
    'subnet-0123456789abcdef0 is made by none of the templates',
    'subnet-',
  ],
])('UNKNOWN with %s', (_, edit, text, line) =>
  expect(outcome(id, corporate(edit))).toMatchObject({ kind: 'UNKNOWN', because: because(text, line) }),
)
