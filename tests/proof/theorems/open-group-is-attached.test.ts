import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, givenEndpoint, swap } from './small.ts'

const id = 'open-group-is-attached'
const group = (rule: string) =>
  edited(
    add(`
  Spare:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { ${rule} }
`),
  )
test.each([
  ['443', 'IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16', 'REFUTED'],
  ['a range', 'IpProtocol: "6", FromPort: 0, ToPort: 65535, CidrIp: 10.0.0.0/16', 'REFUTED'],
  ['everything', 'IpProtocol: "-1", CidrIp: 10.0.0.0/16', 'REFUTED'],
  [
    'members of a group',
    'IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref ConsumerGroup',
    'REFUTED',
  ],
  ['udp', 'IpProtocol: udp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16', 'PROVED'],
  ['other ports', 'IpProtocol: tcp, FromPort: 444, ToPort: 8443, CidrIp: 10.0.0.0/16', 'PROVED'],
])('a group on nothing that lets in %s', (_, rule, kind) => {
  const { kind: actual, because: reasons } = outcome(id, group(rule))
  expect(actual).toBe(kind)
  if (kind === 'REFUTED') expect(reasons).toEqual(because('Spare lets in 443 and is on nothing', rule))
})
test("the endpoint's own group, forgotten as in the demo", () =>
  expect(outcome(id, edited(swap('      SecurityGroupIds: [!Ref EndpointGroup]\n', '')))).toMatchObject({
    kind: 'REFUTED',
    because: because('EndpointGroup lets in 443 and is on nothing', 'FromPort: 443'),
  }))
test('a group on a host is on something', () => {
  const https = group('IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16')
  expect(kindOf(id, swap('[!Ref ConsumerGroup]', '[!Ref ConsumerGroup, !Ref Spare]')(https))).toBe('PROVED')
})
test('is not about endpoints that are in no template', () =>
  expect(outcome(id, edited(givenEndpoint))).toMatchObject({
    kind: 'NOT APPLICABLE',
    because: because('the endpoint is not in the templates'),
  }))
test('UNKNOWN with a port by a parameter', () => {
  const template = above('Parameters:\n  Port: { Type: Number }')(
    group('IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 10.0.0.0/16'),
  )
  expect(outcome(id, template)).toMatchObject({
    kind: 'UNKNOWN',
    because: because('the ports ‹Port› to ‹Port›', '!Ref Port'),
  })
})

test('UNKNOWN where the groups of an endpoint are a parameter', () => {
  const template = edited(
    above('Parameters:\n  Groups: { Type: "List<AWS::EC2::SecurityGroup::Id>" }'),
    swap('[!Ref EndpointGroup]', '!Ref Groups'),
  )
  expect(outcome(id, template)).toMatchObject({
    kind: 'UNKNOWN',
    because: because('the security groups of an interface', 'Endpoint:'),
  })
})
