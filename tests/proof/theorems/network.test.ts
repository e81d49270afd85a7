import { above, add, because, drop, edited, kindOf, outcome, small, swap } from './small.ts'

const noEndpoint = edited(
  drop('Endpoint'),
  swap('VpcEndpointIds: [!Ref Endpoint]', 'VpcEndpointIds: []'),
  swap('aws:SourceVpce: !Ref Endpoint', 'aws:SourceVpce: vpce-0123456789abcdef0'),
)

describe('no-route-out', () => {
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
    expect(kindOf(id, routed('DestinationCidrBlock: 203.0.113.1/32, NatGatewayId: !Ref Nat'))).toBe(
      'REFUTED',
    ))
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
    expect(outcome(id, noEndpoint)).toMatchObject({
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
})

describe('private-dns-works', () => {
  const id = 'private-dns-works'
  test('holds with both attributes', () => expect(kindOf(id, small)).toBe('PROVED'))
  test.each([
    ['EnableDnsSupport: true', 'EnableDnsSupport: false', 'EnableDnsSupport'],
    ['EnableDnsHostnames: true', 'EnableDnsHostnames: false', 'EnableDnsHostnames'],
    ['EnableDnsHostnames: true', 'EnableDnsHostnames: "false"', 'EnableDnsHostnames'],
    ['      EnableDnsHostnames: true\n', '', 'EnableDnsHostnames'],
  ])('fails with %j as %j, at the VPC', (old, now, attribute) =>
    expect(outcome(id, edited(swap(old, now)))).toMatchObject({
      kind: 'REFUTED',
      because: because(`private DNS needs ${attribute} of Vpc`, 'Vpc:'),
    }),
  )
  test('names are resolved without being asked for', () =>
    expect(kindOf(id, edited(swap('      EnableDnsSupport: true\n', '')))).toBe('PROVED'))
  test('is about endpoints with private DNS', () => {
    for (const template of [
      noEndpoint,
      edited(swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: false')),
      edited(swap('      PrivateDnsEnabled: true\n', '')),
    ])
      expect(outcome(id, template)).toMatchObject({
        kind: 'NOT APPLICABLE',
        because: because('no endpoint of the templates has private DNS'),
      })
  })
  test('UNKNOWN with a VPC made elsewhere, or an attribute by a parameter', () => {
    const elsewhere = small.replaceAll('VpcId: !Ref Vpc', 'VpcId: vpc-0123456789abcdef0')
    expect(outcome(id, elsewhere)).toMatchObject({
      kind: 'UNKNOWN',
      because: because('the VPC vpc-0123456789abcdef0 is made by none', 'vpc-'),
    })
    const open = edited(
      above('Parameters:\n  Names: { Type: String }'),
      swap('EnableDnsHostnames: true', 'EnableDnsHostnames: !Ref Names'),
    )
    expect(outcome(id, open).kind).not.toBe('PROVED')
  })
})

describe('hides-public-apis', () => {
  const id = 'hides-public-apis'
  // It holds nowhere: that private DNS is on is what it warns of.
  test('fails with private DNS, and names who is affected', () =>
    expect(outcome(id)).toMatchObject({
      kind: 'REFUTED',
      because: because('answer 403 to Consumer, Greeter of its VPC', 'PrivateDnsEnabled: true'),
    }))
  test('names every host where the templates have none', () => {
    const template = edited(
      drop('Consumer'),
      swap(/ {6}VpcConfig:\n(?: {8}.*\n)+/.exec(small)?.[0] ?? '', ''),
    )
    expect(outcome(id, template).because).toEqual(because('answer 403 to every host of its VPC'))
  })
  test('is not about endpoints without it', () => {
    for (const template of [noEndpoint, edited(swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: false'))])
      expect(outcome(id, template)).toMatchObject({
        kind: 'NOT APPLICABLE',
        because: because('no endpoint of the templates has private DNS'),
      })
  })
  test('UNKNOWN where the flag is not known', () => {
    const template = edited(
      above('Parameters:\n  Dns: { Type: String }'),
      swap('PrivateDnsEnabled: true', 'PrivateDnsEnabled: !Ref Dns'),
    )
    expect(outcome(id, template)).toMatchObject({
      kind: 'UNKNOWN',
      because: because('PrivateDnsEnabled of AWS::EC2::VPCEndpoint is neither true nor false'),
    })
  })
})

describe('open-group-is-attached', () => {
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
    expect(outcome(id, noEndpoint)).toMatchObject({
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
})
