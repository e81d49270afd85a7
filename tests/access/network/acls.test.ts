import { readNetwork } from '../../../scripts/access/model/index.ts'
import { decideConnection, parseAddress } from '../../../scripts/access/network/index.ts'
import { type Declared, ref, regionOf } from './region.ts'
import { changed, small } from './small.ts'

type Entry = [
  number: number,
  egress: boolean,
  action: 'allow' | 'deny',
  cidr: string,
  from: number,
  to: number,
]

/** `small` with a NACL on one subnet. */
function guarded(subnet: string, entries: Entry[]): Record<string, Declared> {
  const declared: Record<string, Declared> = {
    ...small,
    Acl: { type: 'AWS::EC2::NetworkAcl', properties: { VpcId: ref('Vpc') } },
    Association: {
      type: 'AWS::EC2::SubnetNetworkAclAssociation',
      properties: { SubnetId: ref(subnet), NetworkAclId: ref('Acl') },
    },
  }
  for (const [index, [number, egress, action, cidr, from, to]] of entries.entries()) {
    declared[`Entry${index}`] = {
      type: 'AWS::EC2::NetworkAclEntry',
      properties: {
        NetworkAclId: ref('Acl'),
        RuleNumber: number,
        RuleAction: action,
        Egress: egress,
        Protocol: 6,
        CidrBlock: cidr,
        PortRange: { From: from, To: to },
      },
    }
  }
  return declared
}

/** Whether the client reaches the endpoint, from a port of its own or from any that it may take. */
function passes(resources: Record<string, Declared>, clientPort?: number): boolean {
  const network = readNetwork(regionOf(resources))
  const [client, endpoint] = [network.hosts[0]?.interfaces[0], network.endpoints[0]]
  const end = (
    address: string,
    subnet: string | undefined,
    groups: NonNullable<typeof client>['groups'],
  ) => ({
    address: parseAddress(address) ?? 0,
    subnet: network.subnets.find(({ id }) => id === subnet),
    groups,
    filtersItself: true,
  })
  return decideConnection(network, {
    from: end('10.0.1.20', client?.subnet.text, client?.groups ?? []),
    to: end('10.0.2.5', endpoint?.subnets[0]?.text, endpoint?.groups ?? []),
    protocol: 'tcp',
    port: 443,
    ...(clientPort === undefined ? {} : { clientPort }),
  }).passes
}

const CLIENT = '10.0.1.0/24'
const inward: Entry = [100, false, 'allow', CLIENT, 443, 443]
const reply: Entry = [100, true, 'allow', CLIENT, 1024, 65535]

test.each<[string, Entry[], boolean]>([
  ['lets pass what it allows both ways', [inward, reply], true],
  ['is stateless: without the reply nothing passes', [inward], false],
  ['needs the way in as well', [reply], false],
  ['denies what no entry matches', [], false],
  [
    'tries the lower number first: a deny before the allow',
    [[50, false, 'deny', CLIENT, 443, 443], inward, reply],
    false,
  ],
  [
    'tries the lower number first: a deny behind the allow',
    [[150, false, 'deny', CLIENT, 443, 443], inward, reply],
    true,
  ],
  [
    'goes by the numbers, not by the order of the template',
    [inward, reply, [50, false, 'deny', '10.0.1.20/32', 443, 443]],
    false,
  ],
  [
    'passes over entries for other addresses',
    [[50, false, 'deny', '10.0.9.0/24', 443, 443], inward, reply],
    true,
  ],
  ['passes over entries for other ports', [[50, false, 'deny', CLIENT, 80, 80], inward, reply], true],
  [
    'must let the reply to every port that the client may take',
    [inward, [100, true, 'allow', CLIENT, 32768, 60999]],
    false,
  ],
  [
    'may let it by several entries',
    [inward, [100, true, 'allow', CLIENT, 1024, 32767], [110, true, 'allow', CLIENT, 32768, 65535]],
    true,
  ],
  [
    'stops the reply by a deny inside the range',
    [inward, [50, true, 'deny', CLIENT, 5000, 5000], reply],
    false,
  ],
])('the NACL of the endpoint %s', (_, entries, expected) => {
  expect(passes(guarded('EndpointSubnet', entries))).toBe(expected)
})

test.each([
  [40000, true],
  [2000, false],
])('a client that takes port %i and a reply to 32768-60999 only', (port, expected) => {
  const narrow = guarded('EndpointSubnet', [inward, [100, true, 'allow', CLIENT, 32768, 60999]])
  expect(passes(narrow, port)).toBe(expected)
})

test.each<[string, Entry[], boolean]>([
  [
    'lets the request out and the reply in',
    [
      [100, true, 'allow', '0.0.0.0/0', 443, 443],
      [100, false, 'allow', '0.0.0.0/0', 1024, 65535],
    ],
    true,
  ],
  ['lets nothing out', [[100, false, 'allow', '0.0.0.0/0', 0, 65535]], false],
  ['lets no reply in', [[100, true, 'allow', '0.0.0.0/0', 0, 65535]], false],
])('the NACL of the client %s', (_, entries, expected) => {
  expect(passes(guarded('ClientSubnet', entries))).toBe(expected)
})

test('a NACL sees nothing of what stays within its subnet', () => {
  const together = changed(guarded('EndpointSubnet', []), 'Client', { SubnetId: ref('EndpointSubnet') })
  expect(passes(together)).toBe(true)
})

test('a NACL with which no subnet is associated decides nothing', () => {
  const { Association: _, ...loose } = guarded('EndpointSubnet', [])
  expect(passes(loose)).toBe(true)
})
