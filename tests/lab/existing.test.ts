import { openRegion } from '../../scripts/command/region.ts'
import { withExisting } from '../../scripts/lab/existing.ts'
import { planOf } from '../../scripts/lab/plan/plan-of.ts'
import { readDeployed } from '../../scripts/lab/services/index.ts'

const EXISTING = {
  ExistingVpcEndpointId: 'vpce-0123456789abcdef0',
  ExistingVpcId: 'vpc-0123456789abcdef0',
  ExistingVpcCidr: '10.50.0.0/16',
  ExistingIsolatedSubnetIds: 'subnet-0aaaaaaaaaaaaaaaa,subnet-0bbbbbbbbbbbbbbbb,subnet-0cccccccccccccccc',
}

function made(parameters: Record<string, string>) {
  const given = Object.entries(parameters).map(([name, value]) => `${name}=${value}`)
  const { region, account, vpcCidr } = openRegion([], given)
  const deployed = readDeployed(region, account)
  return { deployed, network: withExisting(deployed.network, deployed.apis, account.region, vpcCidr) }
}

test('an existing endpoint has an interface in each existing subnet, and its own id', () => {
  const { deployed, network } = made(EXISTING)
  if (!network) throw new Error('nothing was assumed')
  const { endpoints, vpcs, hosts } = planOf({ ...deployed, network }, undefined)
  expect(endpoints[0]).toMatchObject({
    id: EXISTING.ExistingVpcEndpointId,
    vpc: EXISTING.ExistingVpcId,
    privateDns: true,
  })
  expect(endpoints[0]?.addresses).toHaveLength(3)
  expect(vpcs[0]?.subnets.map(({ id, cidr, way }) => [id, cidr, way])).toEqual([
    ['subnet-0aaaaaaaaaaaaaaaa', '10.50.0.0/18', 'nowhere'],
    ['subnet-0bbbbbbbbbbbbbbbb', '10.50.64.0/18', 'nowhere'],
    ['subnet-0cccccccccccccccc', '10.50.128.0/18', 'nowhere'],
  ])
  expect(hosts.map(({ name }) => name)).toEqual(['consumer', 'stranger', 'internet', 'other-vpc'])
})

test.each<[string, Record<string, string>]>([
  ['the templates make a VPC', {}],
  ['its block is not told', { ...EXISTING, ExistingVpcCidr: '' }],
  ['its subnets are not told', { ...EXISTING, ExistingIsolatedSubnetIds: '' }],
  ['nobody is in it', { ...EXISTING, GreeterPlacement: 'outside-vpc', Consumer: 'leave-out' }],
])('nothing is assumed where %s', (_, parameters) => {
  expect(made(parameters).network).toBeUndefined()
})
