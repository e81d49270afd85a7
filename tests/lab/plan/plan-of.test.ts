import { readModel } from '../../../scripts/access/gates/index.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'
import { type Declared, ref, regionOf } from '../../access/network/region.ts'
import { api, changed, small } from '../../access/network/small.ts'

const ACCOUNT = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
const base: Record<string, Declared> = { ...small, ...api }
const plan = (resources: Record<string, Declared>) =>
  planOf(readModel(regionOf(resources), ACCOUNT), undefined)

test('an endpoint of another VPC is not put into this one', () => {
  expect(plan(base).endpoints).toHaveLength(2)
  const elsewhere = changed(base, 'Endpoint', { VpcId: 'vpc-0123456789abcdef0' })
  expect(() => plan(elsewhere)).toThrow('an endpoint in the VPC vpc-0123456789abcdef0')
})

describe('a VPC at', () => {
  const at = (cidr: string): Record<string, Declared> => {
    const [client, endpoint] = ['1.0', '2.0'].map((end) => cidr.replace(/0\.0\/16$/, `${end}/24`))
    return {
      ...base,
      Vpc: { ...base.Vpc, type: 'AWS::EC2::VPC', properties: { CidrBlock: cidr, EnableDnsSupport: true } },
      ClientSubnet: {
        type: 'AWS::EC2::Subnet',
        properties: { VpcId: ref('Vpc'), CidrBlock: client },
      },
      EndpointSubnet: {
        type: 'AWS::EC2::Subnet',
        properties: { VpcId: ref('Vpc'), CidrBlock: endpoint },
      },
    }
  }

  test.each(['10.0.0.0/16', '10.255.0.0/16', '172.31.0.0/16'])(
    '%s has no address that AWS answers at for the other account',
    (cidr) => {
      const { vpcs } = plan(at(cidr))
      const answering = vpcs.flatMap(({ resolver, interfaces }) => [
        resolver,
        ...interfaces.filter(({ namespace }) => namespace === 'aws').map(({ address }) => address),
      ])
      expect(answering).toHaveLength(4)
      expect(new Set(answering).size).toBe(4)
      expect(vpcs[1]?.cidr).toBe(cidr === '10.255.0.0/16' ? '172.31.255.0/24' : '10.255.0.0/24')
    },
  )
  test.each(['198.51.0.0/16', '203.0.0.0/16'])("%s has addresses of the lab's internet", (cidr) => {
    expect(() => plan(at(cidr))).toThrow(/has addresses of the lab's internet.*\nChoose another block/)
  })
})

describe('a route', () => {
  const leading = (destination: string): Record<string, Declared> => ({
    ...base,
    Table: { type: 'AWS::EC2::RouteTable', properties: { VpcId: ref('Vpc') } },
    InTable: {
      type: 'AWS::EC2::SubnetRouteTableAssociation',
      properties: { SubnetId: ref('ClientSubnet'), RouteTableId: ref('Table') },
    },
    Route: {
      type: 'AWS::EC2::Route',
      properties: {
        RouteTableId: ref('Table'),
        DestinationCidrBlock: destination,
        NatGatewayId: 'nat-0123456789abcdef0',
      },
    },
  })

  test.each(['10.0.2.0/25', '10.0.0.0/17'])('for %s leads a part of the VPC elsewhere', (destination) => {
    expect(() => plan(leading(destination))).toThrow(`a route for ${destination}, a part of the VPC`)
  })
  test('for everything leads out', () => {
    expect(plan(leading('0.0.0.0/0')).vpcs[0]?.subnets.map(({ way }) => way)).toEqual([
      'nat-gateway',
      'nowhere',
    ])
  })
})
