import { isSymbol } from '../../template/symbols.ts'
import type { TextValue } from '../../template/value.ts'
import type { Fields, Shape } from './fields.ts'
import type { Endpoint, Vpc } from './network-things.ts'
import { implied, readEach, type Source } from './source.ts'

const ENDPOINT: Shape = {
  name: 'AWS::EC2::VPCEndpoint',
  touches: 'network',
  read: [
    'VpcId',
    'VpcEndpointType',
    'ServiceName',
    'SubnetIds',
    'SecurityGroupIds',
    'PrivateDnsEnabled',
    'PolicyDocument',
  ],
  // A gateway endpoint's tables lead to S3 or DynamoDB only.
  irrelevant: ['Tags', 'RouteTableIds'],
}

/** The interface endpoints, for whatever service. */
export function readEndpoints(source: Source, vpcs: readonly Vpc[]): Endpoint[] {
  return readEach(source, ENDPOINT, (fields, thing) => {
    const [vpc, service] = [fields.needed('VpcId'), fields.needed('ServiceName')]
    if (!vpc || !service || !isInterface(fields)) return undefined
    if (isOpenService({ service }))
      fields.unmodelled('an endpoint for a service that is not known yet', service.at)
    return {
      ...thing,
      vpc,
      service,
      subnets: fields.texts('SubnetIds'),
      groups: groupsOrDefault(fields, 'SecurityGroupIds', vpc, vpcs),
      privateDns: fields.flag('PrivateDnsEnabled', false),
      privateDnsAt: fields.value('PrivateDnsEnabled')?.at ?? thing.at,
      policy: fields.value('PolicyDocument'),
    }
  })
}

/** Whether a parameter decides for which service an endpoint is; the name of one that others offer is no such case. */
export const isOpenService = ({ service: { text } }: Pick<Endpoint, 'service'>): boolean =>
  !text.includes('.vpce-svc-') && isSymbol(text.slice(-1))

/** The groups named, or the default group of the VPC where none is. */
export function groupsOrDefault(
  fields: Fields,
  property: string,
  vpc: TextValue | undefined,
  vpcs: readonly Vpc[],
): TextValue[] {
  const groups = fields.texts(property)
  // A list that is not known names some.
  if (groups.length > 0 || fields.value(property)?.kind === 'unknown') return groups
  const owner = vpcs.find(({ id }) => id === vpc?.text)
  if (owner) return [implied(owner.defaultGroup, fields.at)]
  fields.unmodelled('the default security group of a VPC made elsewhere', fields.at)
  return []
}

function isInterface(fields: Fields): boolean {
  const type = fields.text('VpcEndpointType')
  // CloudFormation's default is Gateway: no interface, no way to an API (semantics, section 6).
  if (type === undefined || type.text === 'Gateway') return false
  if (type.text !== 'Interface') fields.unmodelled(`an endpoint of type ${type.text}`, type.at)
  return type.text === 'Interface'
}
