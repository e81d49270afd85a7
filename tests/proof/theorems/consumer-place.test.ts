import { because, kindOf, outcome } from './outcome.ts'
import { add, edited, endpoint, far, nacl, swap } from './small.ts'

const id = 'consumer-is-accepted'
const refused = (template: string) => outcome(id, template)

test('it needs an endpoint in its VPC', () => {
  const template = edited(swap('SubnetId: !Ref Subnet\n', 'SubnetId: !Ref Far\n', 'Consumer'), far)
  expect(refused(template)).toMatchObject({
    kind: 'REFUTED',
    because: because('Consumer is in no VPC with an execute-api endpoint', 'Consumer:'),
  })
})
test('of several endpoints in its VPC that with private DNS is asked', () => {
  const template = edited(
    swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: false'),
    swap('aws:SourceVpce: !Ref Endpoint', 'aws:SourceVpce: [!Ref Endpoint, !Ref Second]'),
    endpoint('Second', 'EndpointGroup', 'PrivateDnsEnabled: true'),
  )
  expect(kindOf(id, template)).toBe('PROVED')
  expect(refused(swap('[!Ref Endpoint, !Ref Second]', '!Ref Endpoint')(template))).toMatchObject({
    kind: 'REFUTED',
    because: because('  by Second'),
  })
})
test('it has any address of its subnet, unless the template says which', () => {
  const one = swap('aws:VpcSourceIp: 10.0.0.0/16', 'aws:VpcSourceIp: 10.0.1.10/32')
  expect(refused(edited(one))).toMatchObject({
    kind: 'REFUTED',
    because: because('stops it: Deny OtherNetworks', 'Sid: OtherNetworks'),
  })
  expect(
    kindOf(
      id,
      edited(
        one,
        swap(
          '      SubnetId: !Ref Subnet\n',
          '      SubnetId: !Ref Subnet\n      PrivateIpAddress: 10.0.1.10\n',
        ),
      ),
    ),
  ).toBe('PROVED')
})
test("members of its group are let in, and it may send to members of the endpoint's", () => {
  const egress = (group: string) => [
    swap(
      'SecurityGroupEgress:\n        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16 }',
      'SecurityGroupEgress:\n        - { IpProtocol: "-1", CidrIp: 127.0.0.1/32 }',
      'ConsumerGroup',
    ),
    add(`
  Out:
    Type: AWS::EC2::SecurityGroupEgress
    Properties: { GroupId: !Ref ConsumerGroup, IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: !Ref ${group} }
`),
  ]
  const members = swap('CidrIp: 10.0.0.0/16', 'SourceSecurityGroupId: !Ref ConsumerGroup', 'EndpointGroup')
  expect(kindOf(id, edited(members, ...egress('EndpointGroup')))).toBe('PROVED')
  expect(refused(edited(members, ...egress('SilentGroup')))).toMatchObject({
    kind: 'REFUTED',
    because: because('no match of egress tcp', 'Out:'),
  })
})

describe('NACLs', () => {
  const guarded = (...entries: string[]) =>
    edited(nacl('Subnet', ...entries.map((entry) => `CidrBlock: 0.0.0.0/0, ${entry}`)))
  const out = 'Egress: true, Protocol: 6, RuleAction: allow, PortRange: { From: 443, To: 443 }'
  const back = 'Protocol: 6, RuleAction: allow, PortRange: { From: 1024, To: 65535 }'
  test('let the call out and the reply back', () => expect(kindOf(id, guarded(out, back))).toBe('PROVED'))
  test.each<[string, string[], string]>([
    ['no reply', [out], 'NACL of Subnet, reply in stands here'],
    ['no reply to some ports', [out, back.replace('1024', '32768')], 'NACL of Subnet, reply in stands here'],
    ['no call', [back], 'NACL of Subnet, request out stands here'],
    [
      'a call that an entry before denies',
      [out.replace('allow', 'deny'), out, back],
      'stops it: entry 1: deny 6',
    ],
  ])('let through %s', (_, entries, text) =>
    expect(refused(guarded(...entries))).toMatchObject({ kind: 'REFUTED', because: because(text, '') }),
  )
})
