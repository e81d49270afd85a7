import { type Any, objects, ofType, readTemplate } from '../support/dist.ts'

const vpc = readTemplate('secure-private-api-vpc')
const { Resources } = vpc
const groups = (['secure-private-api-vpc', 'secure-private-api', 'api-consumer'] as const).flatMap((name) =>
  ofType(readTemplate(name), 'AWS::EC2::SecurityGroup'),
)

describe('the network of the private API', () => {
  it('has no way out by default: all that leads to the internet hangs on one condition', () => {
    const toTheInternet = Object.entries<Any>(Resources).filter(([id]) =>
      /^(Public|InternetGateway)/.test(id),
    )
    expect(toTheInternet).toHaveLength(8)
    for (const [, resource] of toTheInternet) expect(resource.Condition).toBe('PublicSubnets')
    expect(vpc.Parameters.InternetAccess.Default).toBe('none')
  })

  it('has one route beside the local ones, and not for the isolated subnets; never a NAT gateway', () => {
    const routes = ofType(vpc, 'AWS::EC2::Route').map(([, { Properties }]) => Properties.RouteTableId.Ref)
    expect(routes).toEqual(['PublicRouteTable'])
    expect(ofType(vpc, 'AWS::EC2::NatGateway')).toEqual([])
  })

  it('resolves the API by private DNS, for which the VPC has both attributes', () => {
    expect(Resources.ApiEndpoint.Properties.PrivateDnsEnabled).toBe(true)
    expect(Resources.Vpc.Properties).toMatchObject({ EnableDnsSupport: true, EnableDnsHostnames: true })
  })

  it('puts its own security group on the endpoint, which the demo forgot', () => {
    const [groupId] = Resources.ApiEndpoint.Properties.SecurityGroupIds
    expect(groupId).toEqual({ 'Fn::GetAtt': ['ApiEndpointSecurityGroup', 'GroupId'] })
  })

  it('admits only HTTPS to the endpoint: from the VPC, and from corporate when there is one', () => {
    const [fromVpc, fromCorporate] = Resources.ApiEndpointSecurityGroup.Properties.SecurityGroupIngress
    const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }
    expect(fromVpc).toMatchObject({ ...https, CidrIp: { Ref: 'VpcCidr' } })
    expect(fromCorporate['Fn::If'][0]).toBe('Corporate')
    expect(fromCorporate['Fn::If'][1]).toMatchObject({ ...https, CidrIp: { Ref: 'CorporateCidr' } })
    expect(fromCorporate['Fn::If'][2]).toEqual({ Ref: 'AWS::NoValue' })
  })

  it('lets the endpoint carry calls to APIs of this account and region only', () => {
    const [statement, ...others] = Resources.ApiEndpoint.Properties.PolicyDocument.Statement
    expect(others).toEqual([])
    expect(statement.Resource['Fn::Sub']).toBe(
      'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*',
    )
  })

  it('makes the resolver before the endpoint could get the address it asks for', () => {
    const name = Resources.ApiEndpoint.Properties.Tags.find((tag: Any) => tag.Key === 'Name').Value
    expect(name['Fn::If'][0]).toBe('Corporate')
    expect([...objects(name)]).toContainEqual({ Ref: 'Resolver' })
  })
})

describe.each(groups)('security group %s', (_, { Properties }) => {
  it('states its way out: without one CloudFormation would let everything out', () => {
    expect(Properties.SecurityGroupEgress.length).toBeGreaterThan(0)
  })

  it('admits nobody from everywhere', () => {
    const rules = [...objects(Properties.SecurityGroupIngress ?? [])]
    expect(rules.filter((rule) => rule.CidrIp === '0.0.0.0/0' || rule.CidrIpv6)).toEqual([])
  })
})
