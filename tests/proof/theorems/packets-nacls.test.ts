import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, swap } from './small.ts'

const THEOREMS = ['only-https', 'only-listed-peers'] as const
const verdicts = (template: string) => THEOREMS.map((id) => kindOf(id, template))
const RULE = '{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }'
const rule = (yaml: string) => edited(swap(RULE, `{ ${yaml} }`, 'EndpointGroup'))
const https = 'IpProtocol: tcp, FromPort: 443, ToPort: 443'

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
      'groups by a parameter',
      edited(
        above('Parameters:\n  Groups: { Type: "List<AWS::EC2::SecurityGroup::Id>" }'),
        swap('[!Ref EndpointGroup]', '!Ref Groups'),
      ),
      'the security groups of Endpoint',
      'Endpoint:',
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
