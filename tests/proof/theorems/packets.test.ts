import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, endpoint, far, givenEndpoint, swap } from './small.ts'

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
    endpoint('Open', 'Wide'),
    add(`
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

test('a VPC that nothing leads from has no members of our groups', () => {
  const template = edited(
    swap('CidrIp: 10.0.0.0/16', 'SourceSecurityGroupId: !Ref ConsumerGroup', 'EndpointGroup'),
    far,
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
