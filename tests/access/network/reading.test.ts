import { readNetwork } from '../../../scripts/access/model/index.ts'
import { resolve, resolveConcrete } from '../../../scripts/template/resolve.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'
import { att, type Declared, ref, regionOf } from './region.ts'
import { changed, small } from './small.ts'

const unmodelled = (resources: Record<string, Declared>) => readNetwork(regionOf(resources)).unmodelled

test('a network of what is modelled reports nothing', () => {
  expect(unmodelled(small)).toEqual([])
})

describe('what is not modelled is reported with its line', () => {
  test.each<[string, Record<string, Declared>, string, string]>([
    [
      'a type',
      { ...small, Peer: { type: 'AWS::EC2::VPCPeeringConnection' } },
      'AWS::EC2::VPCPeeringConnection (Peer)',
      'network',
    ],
    [
      'a hosted zone',
      { ...small, Zone: { type: 'AWS::Route53::HostedZone' } },
      'AWS::Route53::HostedZone (Zone)',
      'names',
    ],
    [
      'a type nobody has heard of',
      { ...small, New: { type: 'AWS::New::Thing' } },
      'AWS::New::Thing (New)',
      'anything',
    ],
    [
      'a property',
      changed(small, 'ClientSubnet', { Ipv6CidrBlock: '2001:db8::/64' }),
      'Ipv6CidrBlock',
      'network',
    ],
    [
      'a property of a part',
      changed(small, 'ClientGroup', {
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '10.0.0.0/8', New: 'x' }],
      }),
      'New',
      'network',
    ],
    ['a missing property', changed(small, 'Vpc', { CidrBlock: undefined }), 'no CidrBlock', 'network'],
    [
      'a value that is not understood',
      changed(small, 'Vpc', { CidrBlock: { $unknown: 'Fn::Transform' } }),
      'Fn::Transform',
      'network',
    ],
    [
      'a flag that is neither',
      changed(small, 'Endpoint', { PrivateDnsEnabled: 'perhaps' }),
      'neither true nor false',
      'network',
    ],
    [
      'a VPC made elsewhere',
      changed(small, 'ClientSubnet', { VpcId: 'vpc-0123' }),
      'the VPC vpc-0123',
      'outside',
    ],
    [
      'a group made elsewhere',
      changed(small, 'Client', { SecurityGroupIds: ['sg-0123'] }),
      'the security group sg-0123',
      'outside',
    ],
    [
      'a subnet made elsewhere',
      changed(small, 'Endpoint', { SubnetIds: ['subnet-0123'] }),
      'the subnet subnet-0123',
      'outside',
    ],
    [
      'a rule without a peer',
      changed(small, 'EndpointGroup', { SecurityGroupIngress: [{ IpProtocol: '-1' }] }),
      'exactly one peer',
      'network',
    ],
    [
      'egress rules that are resources of their own only',
      {
        ...changed(small, 'ClientGroup', { SecurityGroupEgress: undefined }),
        Rule: {
          type: 'AWS::EC2::SecurityGroupEgress',
          properties: { GroupId: att('ClientGroup', 'GroupId'), IpProtocol: '-1', CidrIp: '10.0.0.0/16' },
        },
      },
      'whether EC2 keeps its egress rule',
      'network',
    ],
  ])('%s', (_, resources, what, touches) => {
    const found = unmodelled(resources)
    expect(found).toContainEqual({
      what: expect.stringContaining(what),
      touches,
      at: { file: 'test.yaml', line: expect.any(Number), column: 1 },
    })
    expect(found.every(({ at }) => at.line > 0)).toBe(true)
  })

  test('a resource of which it is not certain that it is made', () => {
    const region = regionOf(small)
    const [first, ...rest] = region.resources
    if (!first) throw new Error('no resource')
    const doubt = { kind: 'unknown', why: 'an open condition', at: first.at } as const
    const found = readNetwork({ ...region, resources: [{ ...first, doubt }, ...rest] }).unmodelled
    expect(found).toEqual([{ what: 'an open condition', touches: 'network', at: first.at }])
  })
})

test.each([
  'AWS::Logs::LogGroup',
  'AWS::IAM::Role',
  'AWS::EC2::FlowLog',
  'AWS::CloudWatch::Alarm',
  'Custom::Thing',
])('%s changes nothing about the network', (type) => {
  expect(unmodelled({ ...small, Other: { type } })).toEqual([])
})

test('a gateway endpoint is no way to an API', () => {
  expect(readNetwork(regionOf(changed(small, 'Endpoint', { VpcEndpointType: undefined }))).endpoints).toEqual(
    [],
  )
})

test('a function in the VPC is a host in each of its subnets', () => {
  const config = {
    SubnetIds: [ref('ClientSubnet'), ref('EndpointSubnet')],
    SecurityGroupIds: [att('ClientGroup', 'GroupId')],
  }
  const inside = { ...small, Inside: { type: 'AWS::Lambda::Function', properties: { VpcConfig: config } } }
  const host = readNetwork(regionOf(inside)).hosts.find(({ kind }) => kind === 'function')
  expect(host?.interfaces).toHaveLength(2)
  const outside = { ...small, Outside: { type: 'AWS::Lambda::Function' } }
  expect(readNetwork(regionOf(outside)).hosts.map(({ kind }) => kind)).toEqual(['instance'])
})

const values = new Map(
  Object.entries({
    InternetAccess: 'public-subnets',
    ExistingVpcEndpointId: '',
    TemplateBucketName: 'bucket',
  }),
)
describe.each([
  ['with symbols', () => resolve(openStacks(undefined, values))],
  ['with plain values', () => resolveConcrete(openStacks(undefined, values))],
])('our templates %s', (_, region) => {
  const network = readNetwork(region())

  test('refer to the ids that their resources get, and to nothing else', () => {
    expect(network.unmodelled.filter(({ what }) => what.includes('none of the templates'))).toEqual([])
  })
  test('associate every subnet with a table that they make', () => {
    const made = network.routeTables.map(({ id }) => id)
    expect(network.subnets.map(({ routeTable }) => made.includes(routeTable?.text ?? ''))).toEqual([
      true,
      true,
      true,
      true,
    ])
  })
})
