import { type Edit, worldOf } from '../referee/callers.ts'

const VPC = 'secure-private-api-vpc.yaml'
const CORPORATE = { CorporateCidr: '192.168.0.0/16' }
const added = (resources: string): Edit => [VPC, 'Resources:\n', `Resources:\n${resources}`]

/** What comes of a theorem about dist/ with these edits, and the texts of its evidence. */
function verdict(id: string, ...edits: Edit[]) {
  const found = worldOf(CORPORATE, edits).findings.find(({ theorem }) => theorem.id === id)?.verdict
  const because = found && 'because' in found ? found.because.map(({ text }) => text) : []
  return { kind: found?.kind, because }
}

/** A NACL around one of the resolver's subnets that lets through all but this. */
const nacl = (protocol: number, egress: boolean, ports: string) =>
  added(`  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
  AclOfB:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref IsolatedSubnetB }
  Not:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 1, Egress: ${egress}, Protocol: ${protocol}, RuleAction: deny, CidrBlock: 192.168.7.0/24, PortRange: ${ports} }
  In:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 2, Egress: false, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
  Out:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 2, Egress: true, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
`)

describe('the corporate DNS', () => {
  test.each([
    ['asks over udp', 17, false, '{ From: 53, To: 53 }', 'over udp'],
    ['asks over tcp', 6, false, '{ From: 53, To: 53 }', 'over tcp'],
    ['is answered over udp', 17, true, '{ From: 5000, To: 5000 }', 'over udp'],
  ])('%s through the NACL before the resolver', (_, protocol, egress, ports, why) => {
    const { kind, because } = verdict('corporate-is-accepted', nacl(protocol, egress, ports))
    expect(kind).toBe('REFUTED')
    expect(because[0]).toContain(why)
    expect(because.some((text) => text.startsWith('NACL of SecurePrivateApiVpc/IsolatedSubnetB'))).toBe(true)
  })

  test('is not concerned by what a NACL does to others', () => {
    expect(verdict('corporate-is-accepted', nacl(17, false, '{ From: 80, To: 80 }')).kind).toBe('PROVED')
  })

  test('gets nothing of a resolver in another VPC', () => {
    const other = added(`  Other:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.77.0.0/16 }
  OtherSubnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Other, CidrBlock: 10.77.1.0/24 }
`)
    const moved = ['A', 'B'].map(
      (name): Edit => [
        VPC,
        `        - SubnetId: !Ref IsolatedSubnet${name}\n          Ip: `,
        '        - SubnetId: !Ref OtherSubnet\n          Ip: ',
      ],
    )
    const { kind, because } = verdict('corporate-is-accepted', other, ...moved)
    expect(kind).toBe('REFUTED')
    expect(because[0]).toContain('no inbound resolver in the VPC of SecurePrivateApiVpc/ApiEndpoint')
  })
})

test('a function that may send to the members of a group may send to somebody', () => {
  const nothing = `GroupDescription: "The greeter: nothing in, nothing out"
      VpcId: !Ref VpcId
      SecurityGroupEgress:
        - IpProtocol: "-1"
          CidrIp: 127.0.0.1/32\n`
  const edit: Edit = [
    'secure-private-api.yaml',
    nothing,
    nothing.replace('CidrIp: 127.0.0.1/32', 'DestinationSecurityGroupId: sg-0123456789abcdef0'),
  ]
  expect(verdict('greeter-has-no-way-out').kind).toBe('PROVED')
  expect(verdict('greeter-has-no-way-out', edit).kind).toBe('REFUTED')
})

test('a prefix list may hold the one end of a connection and not the other', () => {
  const https = '        - IpProtocol: tcp\n          FromPort: 443\n          ToPort: 443\n'
  const edits: Edit[] = [
    [
      VPC,
      `          CidrIp: !Ref VpcCidr\n          Description: HTTPS from the VPC\n`,
      `          SourcePrefixListId: pl-0123456789abcdef0\n`,
    ],
    [
      'api-consumer.yaml',
      `The consumer: nothing in, HTTPS and DNS out"\n      VpcId: !Ref VpcId\n      SecurityGroupEgress:\n${https}          CidrIp: !Ref VpcCidr\n`,
      `The consumer: nothing in, HTTPS and DNS out"\n      VpcId: !Ref VpcId\n      SecurityGroupEgress:\n${https}          DestinationPrefixListId: pl-0123456789abcdef0\n`,
    ],
  ]
  expect(verdict('consumer-is-accepted', ...edits).kind).toBe('REFUTED')
})
