import type { TextValue } from '../../template/value.ts'
import type { Fields, Shape } from './fields.ts'
import type { Route, RouteTable, TargetKind } from './network-things.ts'
import { readEach, type Source } from './source.ts'

const TABLE: Shape = {
  name: 'AWS::EC2::RouteTable',
  touches: 'network',
  read: ['VpcId'],
  irrelevant: ['Tags'],
}

const GATEWAY: Shape = {
  name: 'AWS::EC2::InternetGateway',
  touches: 'network',
  read: [],
  irrelevant: ['Tags'],
}

/** The targets that a route may have; those of kind `other`, peering and transit gateways lead out of the model. */
const TARGETS: Record<string, TargetKind> = {
  GatewayId: 'gateway',
  NatGatewayId: 'nat-gateway',
  InstanceId: 'instance',
  NetworkInterfaceId: 'interface',
  VpcPeeringConnectionId: 'peering',
  TransitGatewayId: 'transit-gateway',
  VpcEndpointId: 'other',
  CarrierGatewayId: 'other',
  LocalGatewayId: 'other',
  CoreNetworkArn: 'other',
  EgressOnlyInternetGatewayId: 'other',
}
const MODELLED = new Set<TargetKind>(['internet-gateway', 'nat-gateway'])

const ROUTE: Shape = {
  name: 'AWS::EC2::Route',
  touches: 'network',
  read: ['RouteTableId', 'DestinationCidrBlock', ...Object.keys(TARGETS)],
  irrelevant: [],
}

/** The route tables, each with the routes added to it. */
export function readRouteTables(source: Source): RouteTable[] {
  const gateways = readEach(source, GATEWAY, (_, { id }) => id)
  const routes = readEach(source, ROUTE, (fields, thing) => {
    const [table, destination] = [fields.needed('RouteTableId'), fields.needed('DestinationCidrBlock')]
    const target = readTarget(gateways, fields)
    return table && destination && target && { table, route: { destination, target, at: thing.at } }
  })
  return readEach(source, TABLE, (fields, thing) => {
    const vpc = fields.needed('VpcId')
    const own = routes.filter(({ table }) => table.text === thing.id).map(({ route }) => route)
    return vpc && { ...thing, vpc, routes: own }
  })
}

function readTarget(gateways: readonly string[], fields: Fields): Route['target'] | undefined {
  for (const [property, written] of Object.entries(TARGETS)) {
    const id = fields.text(property)
    if (!id) continue
    const kind = written === 'gateway' && isInternetGateway(gateways, id) ? 'internet-gateway' : written
    if (!MODELLED.has(kind)) fields.unmodelled(`a route through a ${property} is not modelled`, id.at)
    return { kind, id }
  }
  fields.unmodelled('a route without a target', fields.at)
  return undefined
}

/** A GatewayId may be a virtual private gateway as well; only the id or the resource tells. */
const isInternetGateway = (gateways: readonly string[], { text }: TextValue): boolean =>
  text.startsWith('igw-') || gateways.includes(text)
