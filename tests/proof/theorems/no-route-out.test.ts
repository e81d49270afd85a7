import { because, kindOf, outcome } from './outcome.ts'
import { above, add, edited, givenEndpoint, small, swap } from './small.ts'

const id = 'no-route-out'
const routed = (target: string, subnet = 'EndpointSubnet') =>
  edited(
    add(`
  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  TableOfSubnet:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref ${subnet}, RouteTableId: !Ref Table }
  Gateway:
    Type: AWS::EC2::InternetGateway
  Nat:
    Type: AWS::EC2::NatGateway
  Route:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, ${target} }
`),
  )
const everywhere = 'DestinationCidrBlock: 0.0.0.0/0'

test('holds with the main route table, which has no route out', () =>
  expect(kindOf(id, small)).toBe('PROVED'))
test("holds where other subnets' routes lead out", () =>
  expect(kindOf(id, routed(`${everywhere}, GatewayId: !Ref Gateway`, 'Subnet'))).toBe('PROVED'))
test.each([
  ['an internet gateway', 'GatewayId: !Ref Gateway', 'to a internet gateway'],
  ['an internet gateway by its id', 'GatewayId: igw-0123456789abcdef0', 'to a internet gateway'],
  ['a NAT gateway', 'NatGatewayId: !Ref Nat', 'to a nat gateway'],
  ['a NAT gateway made elsewhere', 'NatGatewayId: nat-0123456789abcdef0', 'to a nat gateway'],
])('fails with %s, at its route', (_, target, text) =>
  expect(outcome(id, routed(`${everywhere}, ${target}`))).toMatchObject({
    kind: 'REFUTED',
    because: because(`EndpointSubnet routes 0.0.0.0/0 ${text}`, 'Route:'),
  }),
)
test('fails for one address of the internet', () =>
  expect(kindOf(id, routed('DestinationCidrBlock: 203.0.113.1/32, NatGatewayId: !Ref Nat'))).toBe('REFUTED'))
test.each([
  [
    'a VPN gateway',
    `${everywhere}, GatewayId: vgw-0123456789abcdef0`,
    'a route through a GatewayId is not modelled',
  ],
  [
    'a transit gateway',
    `${everywhere}, TransitGatewayId: tgw-0123456789abcdef0`,
    'TransitGatewayId is not modelled',
  ],
  ['an instance', `${everywhere}, InstanceId: !Ref Consumer`, 'InstanceId is not modelled'],
  [
    'an interface',
    `${everywhere}, NetworkInterfaceId: eni-0123456789abcdef0`,
    'NetworkInterfaceId is not modelled',
  ],
  [
    'a peering',
    `${everywhere}, VpcPeeringConnectionId: pcx-0123456789abcdef0`,
    'VpcPeeringConnectionId is not modelled',
  ],
  [
    'IPv6',
    'DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: eigw-0123456789abcdef0',
    'has DestinationIpv6CidrBlock, which is not modelled',
  ],
  [
    'a prefix list',
    'DestinationPrefixListId: pl-0123456789abcdef0, GatewayId: !Ref Gateway',
    'has DestinationPrefixListId, which is not modelled',
  ],
  ['no target', everywhere, 'a route without a target'],
])('UNKNOWN with a route by %s', (_, target, text) =>
  expect(outcome(id, routed(target))).toMatchObject({ kind: 'UNKNOWN', because: because(text) }),
)
test('UNKNOWN with subnets or tables made elsewhere', () => {
  const table = swap('RouteTableId: !Ref Table }', 'RouteTableId: rtb-0123456789abcdef0 }', 'TableOfSubnet')
  expect(outcome(id, table(routed(`${everywhere}, NatGatewayId: !Ref Nat`)))).toMatchObject({
    kind: 'UNKNOWN',
    because: because('rtb-0123456789abcdef0 is made by none', 'rtb-'),
  })
  expect(outcome(id, edited(swap('[!Ref EndpointSubnet]', '[subnet-0123456789abcdef0]')))).toMatchObject({
    kind: 'UNKNOWN',
    because: because('subnet-0123456789abcdef0 is made by none', 'subnet-'),
  })
})
test('is not about endpoints that are in no template', () =>
  expect(outcome(id, edited(givenEndpoint))).toMatchObject({
    kind: 'NOT APPLICABLE',
    because: because('the endpoint is not in the templates'),
  }))
test('fails only in the worlds that have the route', () => {
  const template = edited(
    above('Parameters:\n  Nat: { Type: String }\nConditions:\n  Out: !Equals [!Ref Nat, wanted]'),
  )
  const optional = swap('    Type: AWS::EC2::Route\n', '    Type: AWS::EC2::Route\n    Condition: Out\n')
  const routes = routed(`${everywhere}, NatGatewayId: nat-0123456789abcdef0`).slice(small.length)
  expect(outcome(id, optional(template + routes.replace(/ {2}Nat:\n.*\n/, '')))).toMatchObject({
    kind: 'REFUTED',
    when: [{ parameter: 'Nat', value: 'wanted' }],
    counts: { REFUTED: 1, PROVED: 1 },
  })
})
