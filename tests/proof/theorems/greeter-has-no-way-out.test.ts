import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, mock, swap, without } from './small.ts'

const OUTSIDE = without('VpcConfig', 'Greeter')
const LOOPBACK = '{ IpProtocol: "-1", CidrIp: 127.0.0.1/32 }'

const id = 'greeter-has-no-way-out'
const egress = (yaml: string) => edited(swap(LOOPBACK, `{ ${yaml} }`, 'SilentGroup'))

test('holds for a function whose group lets it send to itself alone', () =>
  expect(kindOf(id, egress('IpProtocol: tcp, FromPort: 1, ToPort: 2, CidrIp: 127.0.0.0/8'))).toBe('PROVED'))
test.each([
  ['everybody', 'IpProtocol: "-1", CidrIp: 0.0.0.0/0'],
  ['one address and port', 'IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: 10.0.0.2/32'],
  ['half of which is loopback', 'IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 126.0.0.0/7'],
  ['a group', 'IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: !Ref EndpointGroup'],
  [
    'a group made elsewhere',
    'IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: sg-0123456789abcdef0',
  ],
  [
    'a prefix list',
    'IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationPrefixListId: pl-0123456789abcdef0',
  ],
])('fails where it may send to %s', (_, rule) =>
  expect(outcome(id, egress(rule))).toMatchObject({
    kind: 'REFUTED',
    because: because('egress ', rule),
  }),
)
test('fails with a group that is silent about egress, and with no group', () => {
  const silent = edited(swap(`      SecurityGroupEgress:\n        - ${LOOPBACK}\n`, '', 'SilentGroup'))
  expect(outcome(id, silent)).toMatchObject({
    kind: 'REFUTED',
    because: because('egress -1 to 0.0.0.0/0', 'SilentGroup:'),
  })
  const none = edited(swap('        SecurityGroupIds: [!Ref SilentGroup]\n', ''))
  expect(outcome(id, none)).toMatchObject({
    kind: 'REFUTED',
    because: because('Greeter names no security group', 'Greeter:'),
  })
})
test('fails with a second group', () =>
  expect(kindOf(id, edited(swap('[!Ref SilentGroup]', '[!Ref SilentGroup, !Ref ConsumerGroup]')))).toBe(
    'REFUTED',
  ))
test('fails with a rule that is a resource of its own', () => {
  const rule = add(`
  Rule:
    Type: AWS::EC2::SecurityGroupEgress
    Properties: { GroupId: !Ref SilentGroup, IpProtocol: "-1", CidrIp: 0.0.0.0/0 }
`)
  expect(outcome(id, edited(rule))).toMatchObject({
    kind: 'REFUTED',
    because: because('egress -1', 'Rule:'),
  })
})
test('is not about functions outside the VPC, nor about none', () => {
  for (const template of [edited(OUTSIDE), edited(mock)])
    expect(outcome(id, template)).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('no function of the API is in a VPC'),
    })
})
test.each<[string, string, string]>([
  [
    'a group made elsewhere',
    edited(swap('[!Ref SilentGroup]', '[sg-0123456789abcdef0]')),
    'a security group of Greeter is not in the templates',
  ],
  [
    'groups by a parameter',
    edited(
      above('Parameters:\n  Groups: { Type: "List<AWS::EC2::SecurityGroup::Id>" }'),
      swap('[!Ref SilentGroup]', '!Ref Groups'),
    ),
    'the security groups of Greeter are not known',
  ],
  [
    'a function by its version',
    edited(swap('${Greeter.Arn}/', '${Greeter.Arn}:1/')),
    'which function GET /pets invokes',
  ],
  [
    'a function made elsewhere',
    edited(swap('${Greeter.Arn}/', 'arn:aws:lambda:us-east-1:111122223333:function:other/')),
    'which function GET /pets invokes',
  ],
  [
    'a property that nobody reads',
    edited(swap('      VpcConfig:\n', '      FileSystemConfigs: []\n      VpcConfig:\n')),
    'has FileSystemConfigs, which is not modelled',
  ],
])('UNKNOWN with %s', (_, template, text) =>
  expect(outcome(id, template)).toMatchObject({ kind: 'UNKNOWN', because: because(text, '') }),
)
