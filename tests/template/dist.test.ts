import { resolve, resolveConcrete } from '../../scripts/template/resolve.ts'
import { openStacks } from '../../scripts/template/stacks.ts'
import { hasSymbols } from '../../scripts/template/symbols.ts'
import { placeOf, placeText, type Value } from '../../scripts/template/value.ts'
import { type World, worldText } from '../../scripts/template/world.ts'
import { worlds } from '../../scripts/template/worlds.ts'
import { addresses, plain, property, valueAt } from './written.ts'

const NETWORK =
  /^AWS::(?:ApiGateway::(?:RestApi|Resource|Method|Stage|Deployment)|EC2::(?!FlowLog)|Route53Resolver::)/
const relevant = (type: string, name: string) =>
  NETWORK.test(type) && !['Tags', 'Description', 'AvailabilityZone'].includes(name)
/** Groups matter where they are attached to something that matters. */
const relevantToCallers = (type: string, name: string) =>
  type === 'AWS::EC2::SecurityGroup' && name === '' ? 'if-referenced' : relevant(type, name)

const stacks = openStacks()
const all = worlds(stacks, relevantToCallers)
const world = (...choices: string[]): World => {
  const found = all.find((each) => choices.every((choice) => worldText(each).includes(choice)))
  if (!found) throw new Error(`no world with ${choices}`)
  return found
}
const own = world(
  'Consumer=include',
  'InternetAccess=none',
  'CorporateCidr="",',
  'ExistingVpcEndpointId=""',
  'Authorization=NONE',
)

test('every nested template is found', () => {
  expect(stacks.problems).toEqual([])
  expect(stacks.all.map(({ address }) => address)).toEqual([
    '',
    'UnsecurePublicApi',
    'SecurePrivateApiVpc',
    'SecurePrivateApi',
    'ApiConsumer',
  ])
})

describe('worlds', () => {
  test('are few', () => expect(all).toHaveLength(56))
  test('are different', () => expect(new Set(all.map(worldText)).size).toBe(all.length))
  test('say what they assume, in the order of the template', () => {
    expect(worldText(all[0] as World)).toBe(
      'main:PublicApi=include, main:Consumer=include, main:InternetAccess=none, main:CorporateCidr="", main:ExistingVpcEndpointId="", main:Authorization=NONE',
    )
    expect(worldText(all.at(-1) as World)).toBe(
      'main:PublicApi=leave-out, main:Consumer=leave-out, main:CorporateCidr=(any other), main:ExistingVpcEndpointId=(any other), main:Authorization=AWS_IAM',
    )
  })
  test('leave out what does not matter there', () => {
    const text = all.map(worldText).join('\n')
    expect(text).not.toMatch(/LogKmsKeyArn|AvailabilityZone|ApiGatewayLogRole|GreeterPlacement|Probe/)
    for (const each of all) {
      if (worldText(each).includes('ExistingVpcEndpointId=(any other)'))
        expect(worldText(each)).not.toContain('InternetAccess')
    }
  })
  test('cover the security groups of functions when asked to', () => {
    expect(worlds(openStacks(), relevant)).toHaveLength(176)
  })
  test('too many are none, and a problem', () => {
    const fresh = openStacks()
    expect(worlds(fresh, () => true)).toEqual([])
    expect(fresh.problems.map(({ why, at }) => `${placeText(at)} ${why}`)).toEqual([
      "dist/main.yaml:312 too many worlds: conditions divide the parameters' values more than 256 ways",
    ])
  })
  test('shrink when values are given', () => {
    const given = openStacks(
      ['dist/main.yaml'],
      new Map([
        ['ExistingVpcEndpointId', ''],
        ['main:Authorization', 'NONE'],
      ]),
    )
    expect(worlds(given, relevantToCallers)).toHaveLength(16)
  })
  test.each([
    ['secure-private-api', 4],
    ['secure-private-api-vpc', 4],
    ['api-consumer', 3],
    ['unsecure-public-api', 1],
  ])('of %s alone', (name, count) => {
    const single = worlds(openStacks([`dist/${name}.yaml`]), relevantToCallers)
    expect(single).toHaveLength(count)
    expect(single.flatMap(({ choices }) => choices.map(({ parameter }) => parameter)).join()).not.toContain(
      ':',
    )
  })
})

describe('with a VPC of its own', () => {
  const region = resolve(stacks, own)

  test('nothing relevant is unknown', () => {
    for (const { type, properties } of region.resources) {
      if (!relevant(type, '')) continue
      for (const [name, value] of properties.entries) {
        if (relevant(type, name)) expect(JSON.stringify(plain(value, region.symbols))).not.toContain('"?')
      }
    }
  })
  test('nothing relevant is in doubt but groups that no caller has', () => {
    const doubted = region.resources.filter(({ type, doubt }) => doubt && relevant(type, ''))
    expect(doubted.map(({ address }) => address)).toEqual([
      'SecurePrivateApi/GreeterSecurityGroup',
      'ApiConsumer/InsideCallerSecurityGroup',
    ])
  })
  test('addresses name the stack', () => {
    expect(addresses(region)).toEqual(
      expect.arrayContaining(['SecurePrivateApi', 'SecurePrivateApi/Api', 'SecurePrivateApiVpc/ApiEndpoint']),
    )
    expect(addresses(region)).not.toContain('SecurePrivateApiVpc/PublicSubnetA')
  })
  test('the policy names the endpoint of the other stack and the block of the root', () => {
    expect(property(region, 'SecurePrivateApi/Api', 'Policy')).toMatchObject({
      Statement: [
        { Principal: '*' },
        { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-‹SecurePrivateApiVpc/ApiEndpoint›' } } },
        { Condition: { NotIpAddress: { 'aws:VpcSourceIp': ['‹main:VpcCidr›'] } } },
      ],
    })
  })
  test('the line is the one in the nested template', () => {
    const value = valueAt(
      region,
      'SecurePrivateApi/Api',
      'Policy.Statement.1.Condition.StringNotEquals.aws:SourceVpce',
    )
    expect(value && placeText(placeOf(value))).toBe('dist/secure-private-api.yaml:213')
  })
  test('subnets are blocks of a block that is not known', () => {
    const cidr = valueAt(region, 'SecurePrivateApiVpc/IsolatedSubnetA', 'CidrBlock')
    expect(plain(cidr, region.symbols)).toBe('‹block 2 of main:VpcCidr with 8 host bits›')
    const [info] = cidr?.kind === 'text' ? region.symbols.in(cidr.text) : []
    expect(info?.what).toMatchObject({ kind: 'block', index: 2, hostBits: 8 })
    const block = info?.what.kind === 'block' ? info.what.block : ''
    expect(region.symbols.in(block)[0]).toMatchObject({
      name: 'main:VpcCidr',
      what: { kind: 'parameter', default: '10.10.0.0/16' },
    })
  })
  test('the consumer is in the isolated subnet', () => {
    expect(property(region, 'ApiConsumer/Consumer', 'NetworkInterfaces')).toMatchObject([
      {
        SubnetId: 'subnet-‹SecurePrivateApiVpc/IsolatedSubnetA›',
        GroupSet: ['sg-‹ApiConsumer/ConsumerSecurityGroup›'],
      },
    ])
  })
  test('what the world leaves open is in doubt, not left out', () => {
    const role = region.resources.find(({ address }) => address === 'ApiGatewayLogRoleOfAccount')
    expect(role?.doubt?.why).toBe('a condition on main:ApiGatewayLogRole, which has no value')
  })
})

describe('with an endpoint there is', () => {
  const region = resolve(
    stacks,
    world(
      'Consumer=include',
      'CorporateCidr=(any other)',
      'ExistingVpcEndpointId=(any other)',
      'Authorization=AWS_IAM',
    ),
  )

  test('its id is a symbol of its sort', () => {
    expect(property(region, 'SecurePrivateApi/Api', 'EndpointConfiguration')).toMatchObject({
      VpcEndpointIds: ['vpce-‹main:ExistingVpcEndpointId›'],
    })
  })
  test('the subnets are items of a list of unknown length', () => {
    expect(property(region, 'ApiConsumer/Consumer', 'NetworkInterfaces')).toMatchObject([
      { SubnetId: 'subnet-‹main:ExistingIsolatedSubnetIds[0]›' },
    ])
  })
  test('the rules add that the rest is there', () => {
    const cidr = valueAt(
      region,
      'SecurePrivateApi/Api',
      'Policy.Statement.2.Condition.NotIpAddress.aws:VpcSourceIp.0',
    )
    const [info] = cidr?.kind === 'text' ? region.symbols.in(cidr.text) : []
    expect(info).toMatchObject({ name: 'main:ExistingVpcCidr', what: { kind: 'parameter' } })
    expect(region.except?.get('main:ExistingVpcCidr')).toEqual(new Set(['']))
  })
  test('no VPC is made', () =>
    expect(addresses(region).filter((each) => each.startsWith('SecurePrivateApiVpc'))).toEqual([]))
})

describe('with every value concrete', () => {
  const values = new Map([
    ['TemplateBucketName', 'bucket'],
    ['InternetAccess', 'public-subnets'],
    ['CorporateCidr', '192.168.0.0/16'],
  ])
  const region = resolveConcrete(stacks, values)

  test('no symbol is left, and nothing is unknown', () => {
    const walk = (value: Value): Value[] =>
      value.kind === 'list'
        ? value.items.flatMap(walk)
        : value.kind === 'map'
          ? [...value.entries.values()].flatMap(walk)
          : [value]
    const values = region.resources.flatMap(({ properties }) => walk(properties))
    expect(
      values.filter((value) => value.kind === 'unknown' || (value.kind === 'text' && hasSymbols(value.text))),
    ).toEqual([])
  })
  test.each([
    ['PublicSubnetA', '10.10.0.0/24'],
    ['PublicSubnetB', '10.10.1.0/24'],
    ['IsolatedSubnetA', '10.10.2.0/24'],
    ['IsolatedSubnetB', '10.10.3.0/24'],
  ])('%s is %s', (name, block) =>
    expect(property(region, `SecurePrivateApiVpc/${name}`, 'CidrBlock')).toBe(block),
  )
  test('the resolver has an address in each subnet', () => {
    expect(property(region, 'SecurePrivateApiVpc/Resolver', 'IpAddresses')).toMatchObject([
      { Ip: '10.10.2.10' },
      { Ip: '10.10.3.10' },
    ])
  })
  test('ids look as those of AWS, and are always the same', () => {
    const id = property(region, 'SecurePrivateApiVpc/ApiEndpointSecurityGroup', 'VpcId')
    expect(id).toMatch(/^vpc-0[0-9a-f]{16}$/)
    expect(property(resolveConcrete(stacks, values), 'SecurePrivateApiVpc/ApiEndpoint', 'VpcId')).toBe(id)
    expect(property(region, 'SecurePrivateApi/GetGreeter', 'RestApiId')).toMatch(/^[a-z0-9]{10}$/)
  })
  test('the same endpoint stands in the policy', () => {
    const id = plain(
      valueAt(region, 'SecurePrivateApi/Api', 'EndpointConfiguration.VpcEndpointIds.0'),
      region.symbols,
    )
    expect(id).toMatch(/^vpce-0[0-9a-f]{16}$/)
    expect(property(region, 'SecurePrivateApi/Api', 'Policy')).toMatchObject({
      Statement: [{}, { Condition: { StringNotEquals: { 'aws:SourceVpce': id } } }, {}],
    })
  })
})
