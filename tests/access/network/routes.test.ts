import { readNetwork } from '../../../scripts/access/model/index.ts'
import { parseAddress, routeOf } from '../../../scripts/access/network/index.ts'
import { type Declared, ref, regionOf } from './region.ts'
import { small } from './small.ts'

/** `small` whose client subnet has a table with these routes, and a gateway attached to its VPC. */
function routed(...routes: Record<string, unknown>[]): Record<string, Declared> {
  const declared: Record<string, Declared> = {
    ...small,
    Gateway: { type: 'AWS::EC2::InternetGateway' },
    Attachment: {
      type: 'AWS::EC2::VPCGatewayAttachment',
      properties: { VpcId: ref('Vpc'), InternetGatewayId: ref('Gateway') },
    },
    Table: { type: 'AWS::EC2::RouteTable', properties: { VpcId: ref('Vpc') } },
    Association: {
      type: 'AWS::EC2::SubnetRouteTableAssociation',
      properties: { SubnetId: ref('ClientSubnet'), RouteTableId: ref('Table') },
    },
  }
  for (const [index, properties] of routes.entries()) {
    declared[`Route${index}`] = {
      type: 'AWS::EC2::Route',
      properties: { RouteTableId: ref('Table'), ...properties },
    }
  }
  return declared
}

function way(resources: Record<string, Declared>, address: string, subnet = 'ClientSubnet') {
  const network = readNetwork(regionOf(resources))
  const from = network.subnets.find((one) => one.address === subnet)
  if (!from) throw new Error('no such subnet')
  return routeOf(network, from, parseAddress(address) ?? 0)
}

const out = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('Gateway') }

test.each<[string, Record<string, Declared>, string, string]>([
  ['stays in the VPC by the local route', routed(), '10.0.2.5', 'local'],
  ['stays in the VPC although there is a default route', routed(out), '10.0.2.5', 'local'],
  ['leaves by the internet gateway', routed(out), '203.0.113.1', 'internet-gateway'],
  [
    'leaves by a NAT gateway',
    routed({ DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }),
    '203.0.113.1',
    'nat-gateway',
  ],
  ['goes nowhere without a route', routed(), '203.0.113.1', 'nowhere'],
  [
    'goes nowhere by a route for others',
    routed({ ...out, DestinationCidrBlock: '198.51.100.0/24' }),
    '203.0.113.1',
    'nowhere',
  ],
  [
    'takes the longest prefix',
    routed(out, { DestinationCidrBlock: '203.0.113.0/24', NatGatewayId: 'nat-1' }),
    '203.0.113.1',
    'nat-gateway',
  ],
])('a packet %s', (_, resources, address, to) => {
  expect(way(resources, address).to).toBe(to)
})

test('a subnet without a table has the main table, which has the local route only', () => {
  expect(way(routed(out), '203.0.113.1', 'EndpointSubnet').to).toBe('nowhere')
  expect(way(routed(out), '10.0.1.5', 'EndpointSubnet').to).toBe('local')
})

test('a gateway that is not attached leads nowhere, and the evidence is the route', () => {
  const { Attachment: _, ...loose } = routed(out)
  const found = way(loose, '203.0.113.1')
  expect(found.to).toBe('nowhere')
  expect(found.because).toMatchObject({ says: expect.stringContaining('not attached'), at: { line: 11 } })
})

test('a route through what is not modelled is reported on reading and undecided on use', () => {
  const peered = routed({ DestinationCidrBlock: '10.9.0.0/16', VpcPeeringConnectionId: 'pcx-1' })
  expect(readNetwork(regionOf(peered)).unmodelled).toMatchObject([{ touches: 'network', at: { line: 12 } }])
  expect(() => way(peered, '10.9.0.1')).toThrow('peering')
  expect(way(peered, '10.0.2.5').to).toBe('local')
})
