import { readNetwork } from '../../../scripts/access/model/index.ts'
import { parseAddress } from '../../../scripts/proof/logic/address.ts'
import { evaluate } from '../../../scripts/proof/logic/formula.ts'
import { localRoute } from '../../../scripts/proof/request/local-route.ts'
import { REQUEST } from '../../../scripts/proof/request/variables.ts'
import { type Declared, ref, regionOf } from '../../access/network/region.ts'
import { small } from '../../access/network/small.ts'

/** Whether a packet from the client to the endpoint takes the local route, with this route beside it. */
function isLocal(route: Record<string, unknown>): boolean {
  const declared: Record<string, Declared> = {
    ...small,
    Table: { type: 'AWS::EC2::RouteTable', properties: { VpcId: ref('Vpc') } },
    Association: {
      type: 'AWS::EC2::SubnetRouteTableAssociation',
      properties: { SubnetId: ref('ClientSubnet'), RouteTableId: ref('Table') },
    },
    Route: { type: 'AWS::EC2::Route', properties: { RouteTableId: ref('Table'), ...route } },
  }
  const network = readNetwork(regionOf(declared))
  const subnet = network.subnets.find(({ address }) => address === 'ClientSubnet')
  if (!subnet) throw new Error('no subnet')
  return evaluate(
    localRoute(network, subnet).passes,
    new Map([[REQUEST.destination, parseAddress('10.0.2.5')]]),
  )
}

test.each([
  ['a default route', { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' }, true],
  ['a shorter prefix', { DestinationCidrBlock: '10.0.0.0/8', NatGatewayId: 'nat-1' }, true],
  ["the VPC's own block", { DestinationCidrBlock: '10.0.0.0/16', NatGatewayId: 'nat-1' }, true],
  ['a longer prefix', { DestinationCidrBlock: '10.0.2.0/24', NatGatewayId: 'nat-1' }, false],
  ['a longer one for others', { DestinationCidrBlock: '10.0.3.0/24', NatGatewayId: 'nat-1' }, true],
  ['what is reported unmodelled', { DestinationCidrBlock: '10.0.2.0/24', InstanceId: 'i-1' }, true],
])('the local route beside %s', (_, route, expected) => {
  expect(isLocal(route)).toBe(expected)
})
