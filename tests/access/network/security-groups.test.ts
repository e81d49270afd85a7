import { readNetwork } from '../../../scripts/access/model/index.ts'
import { decideConnection, parseAddress, type Station } from '../../../scripts/access/network/index.ts'
import { att, type Declared, ref, regionOf } from './region.ts'
import { changed, small } from './small.ts'

/** Whether the client reaches the endpoint's interface on a port, and what was said. */
function connect(resources: Record<string, Declared>, port = 443, from: Partial<Station> = {}) {
  const network = readNetwork(regionOf(resources))
  const [client] = network.hosts
  const [endpoint] = network.endpoints
  const subnetOf = (id: string | undefined) => network.subnets.find((one) => one.id === id)
  return decideConnection(network, {
    from: {
      address: parseAddress('10.0.1.20') ?? 0,
      subnet: subnetOf(client?.interfaces[0]?.subnet.text),
      groups: client?.interfaces[0]?.groups ?? [],
      filtersItself: true,
      ...from,
    },
    to: {
      address: parseAddress('10.0.2.5') ?? 0,
      subnet: subnetOf(endpoint?.subnets[0]?.text),
      groups: endpoint?.groups ?? [],
      filtersItself: true,
    },
    protocol: 'tcp',
    port,
  })
}

const ingress = (...rules: Record<string, unknown>[]) =>
  changed(small, 'EndpointGroup', { SecurityGroupIngress: rules })
const egress = (...rules: Record<string, unknown>[]) =>
  changed(small, 'ClientGroup', { SecurityGroupEgress: rules })
const tcp = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }

describe('what lets a connection in', () => {
  test.each<[string, Record<string, Declared>, boolean]>([
    ['a rule for the group of the client', small, true],
    [
      'a rule for another group',
      ingress({ ...tcp, SourceSecurityGroupId: att('EndpointGroup', 'GroupId') }),
      false,
    ],
    ['a CIDR that holds the client', ingress({ ...tcp, CidrIp: '10.0.1.0/24' }), true],
    ['a CIDR whose host bits are set', ingress({ ...tcp, CidrIp: '10.0.1.77/24' }), true],
    ['a CIDR that does not', ingress({ ...tcp, CidrIp: '10.0.3.0/24' }), false],
    ['an IPv6 CIDR', ingress({ ...tcp, CidrIpv6: '::/0' }), false],
    ['no rule at all', ingress(), false],
    [
      'a range that holds the port',
      ingress({ ...tcp, FromPort: 400, ToPort: 500, CidrIp: '0.0.0.0/0' }),
      true,
    ],
    ['a range that does not', ingress({ ...tcp, FromPort: 444, ToPort: 500, CidrIp: '0.0.0.0/0' }), false],
    ['another protocol', ingress({ ...tcp, IpProtocol: 'udp', CidrIp: '0.0.0.0/0' }), false],
    ['the protocol by its number', ingress({ ...tcp, IpProtocol: 6, CidrIp: '0.0.0.0/0' }), true],
    ['every protocol', ingress({ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }), true],
    [
      'every protocol, whose ports EC2 ignores',
      ingress({ ...tcp, IpProtocol: '-1', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }),
      true,
    ],
    [
      'the same by its name',
      ingress({ ...tcp, IpProtocol: 'all', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }),
      true,
    ],
  ])('%s', (_, resources, passes) => {
    expect(connect(resources).passes).toBe(passes)
  })

  test('a rule that is a resource of its own', () => {
    const rule = {
      type: 'AWS::EC2::SecurityGroupIngress',
      properties: { GroupId: att('EndpointGroup', 'GroupId'), ...tcp, CidrIp: '10.0.1.20/32' },
    }
    expect(connect({ ...ingress(), Rule: rule })).toMatchObject({ passes: true })
  })
})

describe('what lets a connection out', () => {
  test.each<[string, Record<string, Declared>, boolean]>([
    ['a rule for the endpoint', egress({ ...tcp, CidrIp: '10.0.2.0/24' }), true],
    [
      'a rule for its group',
      egress({ ...tcp, DestinationSecurityGroupId: att('EndpointGroup', 'GroupId') }),
      true,
    ],
    ['a rule for elsewhere', egress({ ...tcp, CidrIp: '127.0.0.1/32' }), false],
    [
      'no rule in the template: EC2 adds one that lets all out',
      changed(small, 'ClientGroup', { SecurityGroupEgress: undefined }),
      true,
    ],
    ['an empty list, for which EC2 does the same', egress(), true],
  ])('%s', (_, resources, passes) => {
    expect(connect(resources).passes).toBe(passes)
  })

  test('the answer needs no rule: groups remember', () => {
    expect(
      connect(changed(small, 'EndpointGroup', { SecurityGroupEgress: [{ ...tcp, CidrIp: '127.0.0.1/32' }] }))
        .passes,
    ).toBe(true)
  })
})

test('another port is closed', () => {
  expect(connect(small, 80).passes).toBe(false)
})

test('the evidence is the rule of each side, with its line', () => {
  expect(
    connect(small).because.map(({ says, at }) => [
      says.replace(/members of .*? of/, 'members of … of'),
      at?.line,
    ]),
  ).toEqual([
    ['tcp/443 out to 10.0.0.0/16 of ClientGroup', 4],
    ["the default NACL of ClientSubnet's VPC lets all pass", 2],
    ["the default NACL of EndpointSubnet's VPC lets all pass", 3],
    ['tcp/443 in from members of … of EndpointGroup', 5],
  ])
})

describe('the default group, for those without a group of their own', () => {
  const bare = changed(small, 'Endpoint', { SecurityGroupIds: undefined })

  test('admits no one from outside it', () => {
    expect(connect(bare).passes).toBe(false)
  })
  test('admits its members', () => {
    expect(connect(changed(bare, 'Client', { SecurityGroupIds: undefined })).passes).toBe(true)
  })
  test('admits whom a rule that is added to it names', () => {
    const rule = {
      type: 'AWS::EC2::SecurityGroupIngress',
      properties: { GroupId: att('Vpc', 'DefaultSecurityGroup'), ...tcp, CidrIp: '10.0.1.0/24' },
    }
    expect(connect({ ...bare, Rule: rule }).passes).toBe(true)
  })
})

describe('what cannot be decided is said', () => {
  test('a prefix list', () => {
    expect(() => connect(ingress({ ...tcp, SourcePrefixListId: 'pl-1' }))).toThrow('prefix list')
  })
  test('but not when another rule admits anyway', () => {
    expect(
      connect(ingress({ ...tcp, SourcePrefixListId: 'pl-1' }, { ...tcp, CidrIp: '0.0.0.0/0' })).passes,
    ).toBe(true)
  })
  test('the port -1, of which EC2 says what it is for ICMP only', () => {
    const rule = { ...tcp, FromPort: -1, ToPort: -1, CidrIp: '0.0.0.0/0' }
    expect(() => connect(ingress(rule))).toThrow("the port '-1'")
  })
  test('a group made elsewhere', () => {
    expect(() => connect(changed(small, 'Endpoint', { SecurityGroupIds: ['sg-0123456789abcdef0'] }))).toThrow(
      'made elsewhere',
    )
  })
  test('a peer that stands for nothing yet known', () => {
    const param = changed(small, 'EndpointGroup', { SecurityGroupIngress: [{ ...tcp, CidrIp: ref('Vpc') }] })
    expect(() => connect(param)).toThrow('no IPv4 block')
  })
})
