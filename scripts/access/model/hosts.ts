import type { TextValue, Value } from '../../template/value.ts'
import { groupsOrDefault } from './endpoints.ts'
import type { Fields, Shape } from './fields.ts'
import { FUNCTION } from './functions.ts'
import type { Host, Interface, Subnet, Vpc } from './network-things.ts'
import { fieldsOf, readEach, type Source } from './source.ts'

const INSTANCE: Shape = {
  name: 'AWS::EC2::Instance',
  touches: 'network',
  read: ['NetworkInterfaces', 'SubnetId', 'SecurityGroupIds', 'PrivateIpAddress'],
  irrelevant: [
    'AvailabilityZone',
    'BlockDeviceMappings',
    'CreditSpecification',
    'DisableApiTermination',
    'EbsOptimized',
    'IamInstanceProfile',
    'ImageId',
    'InstanceInitiatedShutdownBehavior',
    'InstanceType',
    'KeyName',
    'MetadataOptions',
    'Monitoring',
    'PropagateTagsToVolumeOnCreation',
    'Tags',
    'UserData',
  ],
}
const INTERFACE: Shape = {
  name: 'a network interface',
  touches: 'network',
  read: ['SubnetId', 'GroupSet', 'PrivateIpAddress'],
  // Whether a public address makes a way out is judged by the routes alone, the wider reading.
  irrelevant: ['AssociatePublicIpAddress', 'DeleteOnTermination', 'Description', 'DeviceIndex'],
}
const VPC_CONFIG: Shape = {
  name: 'a VpcConfig',
  touches: 'outside',
  read: ['SubnetIds', 'SecurityGroupIds'],
  irrelevant: [],
}
const RESOLVER: Shape = {
  name: 'AWS::Route53Resolver::ResolverEndpoint',
  touches: 'names',
  read: ['Direction', 'SecurityGroupIds', 'IpAddresses'],
  irrelevant: ['Name', 'Tags'],
}
const ADDRESS: Shape = {
  name: 'an address of a resolver',
  touches: 'names',
  read: ['SubnetId', 'Ip'],
  irrelevant: [],
}

/** What has interfaces in subnets: instances, functions in a VPC, resolver endpoints. */
export function readHosts(source: Source, vpcs: readonly Vpc[], subnets: readonly Subnet[]): Host[] {
  const groups = (fields: Fields, property: string, subnet: TextValue | undefined) =>
    groupsOrDefault(fields, property, subnets.find(({ id }) => id === subnet?.text)?.vpc, vpcs)

  const onInterface = (fields: Fields, property: string): Interface[] => {
    const subnet = fields.needed('SubnetId')
    if (!subnet) return []
    const ip = fields.text('PrivateIpAddress')
    return [{ subnet, groups: groups(fields, property, subnet), ip, at: fields.at }]
  }
  const instances = readEach(source, INSTANCE, (fields, thing): Host => {
    const listed = fields.items('NetworkInterfaces')
    const interfaces =
      listed.length === 0
        ? onInterface(fields, 'SecurityGroupIds')
        : listed.flatMap((item) => onInterface(fieldsOf(source, item, INTERFACE), 'GroupSet'))
    return { ...thing, kind: 'instance', interfaces }
  })
  const functions = readEach(source, FUNCTION, (fields, thing): Host | undefined => {
    const config = fields.value('VpcConfig')
    if (!config) return undefined
    const inVpc = fieldsOf(source, config, VPC_CONFIG)
    const interfaces = inVpc.texts('SubnetIds').map((subnet): Interface => {
      return { subnet, groups: groups(inVpc, 'SecurityGroupIds', subnet), ip: undefined, at: config.at }
    })
    return { ...thing, kind: 'function', interfaces }
  })
  return [
    ...instances,
    ...functions,
    ...readEach(source, RESOLVER, (fields, thing) => resolver(source, fields, thing)),
  ]
}

function resolver(source: Source, fields: Fields, thing: { address: string; id: string; at: Host['at'] }) {
  const direction = fields.needed('Direction')
  if (direction?.text !== 'INBOUND' && direction?.text !== 'OUTBOUND') {
    fields.unmodelled('a resolver endpoint that is neither INBOUND nor OUTBOUND', fields.at)
    return undefined
  }
  const groups = fields.texts('SecurityGroupIds')
  const interfaces = fields.items('IpAddresses').flatMap((item: Value): Interface[] => {
    const address = fieldsOf(source, item, ADDRESS)
    const subnet = address.needed('SubnetId')
    return subnet ? [{ subnet, groups, ip: address.text('Ip'), at: address.at }] : []
  })
  const kind: Host['kind'] = direction.text === 'INBOUND' ? 'inbound-resolver' : 'outbound-resolver'
  return { ...thing, kind, interfaces }
}
