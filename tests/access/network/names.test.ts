import { readApis, readNetwork } from '../../../scripts/access/model/index.ts'
import {
  parseAddress,
  resolveAlias,
  resolveByForwarding,
  resolveInVpc,
  resolvePublicly,
} from '../../../scripts/access/network/index.ts'
import { att, type Declared, ref, regionOf } from './region.ts'
import { api, changed, small } from './small.ts'

const base = { ...small, ...api }
const regional = changed(base, 'Api', { EndpointConfiguration: { Types: ['REGIONAL'] }, Policy: undefined })

function read(resources: Record<string, Declared>) {
  const region = regionOf(resources)
  const network = readNetwork(region)
  const [vpc] = network.vpcs
  const [endpoint] = network.endpoints
  const [found] = readApis(region).apis
  if (!vpc || !endpoint || !found) throw new Error('the test needs a VPC, an endpoint and an API')
  return { network, vpc, endpoint, api: found }
}

describe('the default name in the VPC', () => {
  test.each<[string, Record<string, Declared>, string]>([
    ['leads to the endpoint with private DNS', base, 'endpoint'],
    ['leads there for public APIs too', regional, 'endpoint'],
    ['is unknown without private DNS', changed(base, 'Endpoint', { PrivateDnsEnabled: false }), 'nowhere'],
    [
      'is unknown where private DNS is not asked for',
      changed(base, 'Endpoint', { PrivateDnsEnabled: undefined }),
      'nowhere',
    ],
    [
      'is unknown where the VPC names no hosts',
      changed(base, 'Vpc', { EnableDnsHostnames: false }),
      'nowhere',
    ],
    [
      'is unknown where that is left to the default',
      changed(base, 'Vpc', { EnableDnsHostnames: undefined }),
      'nowhere',
    ],
    [
      'is unknown where the VPC has no resolver',
      changed(base, 'Vpc', { EnableDnsSupport: false }),
      'nowhere',
    ],
    [
      'is found where the resolver is left to the default',
      changed(base, 'Vpc', { EnableDnsSupport: undefined }),
      'endpoint',
    ],
    [
      'is public for public APIs without private DNS',
      changed(regional, 'Endpoint', { PrivateDnsEnabled: false }),
      'public-front-end',
    ],
    [
      'is not led astray by an endpoint for another service',
      changed(base, 'Endpoint', { ServiceName: 'com.amazonaws.us-east-1.ssm' }),
      'nowhere',
    ],
  ])('%s', (_, resources, to) => {
    const { network, vpc, api: found } = read(resources)
    expect(resolveInVpc(network, vpc, found).to).toBe(to)
  })
})

describe('the default name on the internet', () => {
  test('of a private API is in no public zone; the evidence is its type', () => {
    const { to, because } = resolvePublicly(read(base).api)
    expect(to).toBe('nowhere')
    expect(because[0]?.at?.line).toBe(Object.keys(base).indexOf('Api') + 1)
  })
  test('of a regional API leads to the public front end', () => {
    expect(resolvePublicly(read(regional).api).to).toBe('public-front-end')
  })
  test('of an API without a type too: that is EDGE', () => {
    const { api: edge } = read(changed(base, 'Api', { EndpointConfiguration: undefined }))
    expect(resolvePublicly(edge).to).toBe('public-front-end')
  })
})

describe('the alias name', () => {
  test('is there for an endpoint that the API lists', () => {
    const { api: found, endpoint } = read(base)
    expect(resolveAlias(found, endpoint).to).toBe('endpoint')
  })
  test('is not for one that it does not', () => {
    const unlisted = changed(base, 'Api', { EndpointConfiguration: { Types: ['PRIVATE'] } })
    const { api: found, endpoint } = read(unlisted)
    expect(resolveAlias(found, endpoint).to).toBe('nowhere')
  })
})

describe('the default name in a network that forwards to an inbound resolver', () => {
  const dns = (cidr: string): Record<string, Declared> => ({
    ...base,
    ResolverGroup: {
      type: 'AWS::EC2::SecurityGroup',
      properties: {
        VpcId: ref('Vpc'),
        SecurityGroupIngress: [{ IpProtocol: 'udp', FromPort: 53, ToPort: 53, CidrIp: cidr }],
      },
    },
    Resolver: {
      type: 'AWS::Route53Resolver::ResolverEndpoint',
      properties: {
        Direction: 'INBOUND',
        SecurityGroupIds: [att('ResolverGroup', 'GroupId')],
        IpAddresses: [{ SubnetId: ref('EndpointSubnet'), Ip: '10.0.2.10' }],
      },
    },
  })
  const ask = (resources: Record<string, Declared>) => {
    const { network, api: found } = read(resources)
    const from = {
      address: parseAddress('192.168.1.1') ?? 0,
      subnet: undefined,
      groups: [],
      filtersItself: false,
    }
    return resolveByForwarding(network, from, found)
  }

  test('leads to the endpoint', () => {
    expect(ask(dns('192.168.0.0/16')).to).toBe('endpoint')
  })
  test('does not where the resolver does not let it ask', () => {
    expect(ask(dns('192.168.9.0/24')).to).toBe('nowhere')
  })
  test('does not where there is no resolver', () => {
    expect(ask(base).to).toBe('nowhere')
  })
  test('by the one of several resolvers that knows the endpoint', () => {
    const { Resolver, ...others } = dns('192.168.0.0/16')
    const elsewhere: Record<string, Declared> = {
      Other: { type: 'AWS::EC2::VPC', properties: { CidrBlock: '10.9.0.0/16' } },
      OtherSubnet: {
        type: 'AWS::EC2::Subnet',
        properties: { VpcId: ref('Other'), CidrBlock: '10.9.1.0/24' },
      },
      First: {
        type: 'AWS::Route53Resolver::ResolverEndpoint',
        properties: { ...Resolver?.properties, IpAddresses: [{ SubnetId: ref('OtherSubnet') }] },
      },
    }
    expect(ask({ ...others, ...elsewhere }).to).toBe('nowhere')
    expect(ask({ ...others, ...elsewhere, ...(Resolver && { Resolver }) }).to).toBe('endpoint')
  })
  test('does not where the resolver is for the other direction', () => {
    expect(ask(changed(dns('192.168.0.0/16'), 'Resolver', { Direction: 'OUTBOUND' })).to).toBe('nowhere')
  })
})
