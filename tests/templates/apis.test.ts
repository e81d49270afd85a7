import { type Any, ofType, readTemplate } from '../support/dist.ts'

const secret = readTemplate('secure-private-api')
const open = readTemplate('unsecure-public-api')

describe('the private API', () => {
  const { Api, GetGreeter, Stage, Redeploy, Greeter, GreeterSecurityGroup } = secret.Resources
  const [allow, ...denies] = Api.Properties.Policy.Statement

  it('is of type PRIVATE and tied to the endpoint', () => {
    const configuration = { Types: ['PRIVATE'], VpcEndpointIds: [{ Ref: 'VpcEndpointId' }] }
    expect(Api.Properties.EndpointConfiguration).toEqual(configuration)
  })

  it('allows its one route, to everybody or to the principals of the account', () => {
    expect(allow).toMatchObject({ Effect: 'Allow', Resource: 'execute-api:/miztiik/GET/secure/greeter' })
    const [condition, signed, unsigned] = allow.Principal['Fn::If']
    expect(condition).toBe('SignedCallers')
    expect(signed).toEqual({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } })
    expect(unsigned).toBe('*')
    expect(GetGreeter.Properties.AuthorizationType).toEqual({ Ref: 'Authorization' })
  })

  it('denies every route to other endpoints, by the key that holds an endpoint, and to other addresses', () => {
    const conditions = denies.map((deny: Any) => [deny.Effect, deny.Principal, deny.Resource, deny.Condition])
    const everybody = ['Deny', '*', 'execute-api:/*']
    const corporate = { 'Fn::If': ['Corporate', { Ref: 'CorporateCidr' }, { Ref: 'AWS::NoValue' }] }
    expect(conditions).toEqual([
      [...everybody, { StringNotEquals: { 'aws:SourceVpce': { Ref: 'VpcEndpointId' } } }],
      [...everybody, { NotIpAddress: { 'aws:VpcSourceIp': [{ Ref: 'VpcCidr' }, corporate] } }],
    ])
  })

  it('deploys again when a parameter changes that its policy or method has', () => {
    const inSnapshot = new Set(
      JSON.stringify([Api, GetGreeter]).match(/(?<="Ref":")(?!AWS::)\w+/g) as string[],
    )
    const parameters = [...inSnapshot].filter((name) => name in secret.Parameters && name !== 'Project')
    const watched = Redeploy.Properties.Snapshot.map((value: Any) => value.Ref)
    expect(watched.sort()).toEqual(parameters.sort())
    expect(Redeploy.DependsOn).toBe('GetGreeter')
    expect(Redeploy.Properties.RestApiId).toEqual({ Ref: 'Api' })
    expect(Stage.Properties.DeploymentId).toEqual({ 'Fn::GetAtt': ['Redeploy', 'DeploymentId'] })
  })

  it('runs its greeter in the isolated subnets with no way in or out, or outside any VPC', () => {
    const [condition, inside, outside] = Greeter.Properties.VpcConfig['Fn::If']
    expect(condition).toBe('GreeterIsolated')
    expect(inside.SubnetIds).toEqual({ Ref: 'IsolatedSubnetIds' })
    expect(inside.SecurityGroupIds).toEqual([{ 'Fn::GetAtt': ['GreeterSecurityGroup', 'GroupId'] }])
    expect(outside).toEqual({ Ref: 'AWS::NoValue' })
    expect(GreeterSecurityGroup.Properties.SecurityGroupIngress).toBeUndefined()
    expect(GreeterSecurityGroup.Properties.SecurityGroupEgress).toEqual([
      expect.objectContaining({ CidrIp: '127.0.0.1/32' }),
    ])
  })

  it('deploys again when its content changes, after which its deployment is named', () => {
    const [[id] = []] = ofType(secret, 'AWS::ApiGateway::Deployment')
    expect(id).toMatch(/^Deployment[0-9a-f]{10}$/)
    expect(Redeploy.Properties.DeploymentId).toEqual({ Ref: id })
  })
})

describe('the public API', () => {
  it('is regional, without a policy, and says that it is open', () => {
    expect(open.Resources.Api.Properties.EndpointConfiguration).toEqual({ Types: ['REGIONAL'] })
    expect(open.Resources.Api.Properties.Policy).toBeUndefined()
    expect(open.Description).toMatch(/^UNSECURE ON PURPOSE/)
    expect(open.Resources.Stage.Properties.DeploymentId.Ref).toMatch(/^Deployment[0-9a-f]{10}$/)
  })
})

describe.each([
  ['unsecure', open],
  ['secure', secret],
])('both APIs: the %s one', (area, { Resources }) => {
  const { Stage, GreeterPermission, GetGreeter, RequestValidator } = Resources
  const [settings] = Stage.Properties.MethodSettings

  it('throttles, measures, traces and logs at INFO, never requests or responses as a whole', () => {
    expect(settings).toMatchObject({
      HttpMethod: '*',
      ResourcePath: '/*',
      LoggingLevel: 'INFO',
      DataTraceEnabled: false,
      MetricsEnabled: true,
      ThrottlingRateLimit: { Ref: 'ThrottlingRateLimit' },
      ThrottlingBurstLimit: { Ref: 'ThrottlingBurstLimit' },
    })
    expect(Stage.Properties.TracingEnabled).toBe(true)
  })

  it('writes an access log that is JSON and holds what an auditor asks for', () => {
    const format = JSON.parse(Stage.Properties.AccessLogSetting.Format)
    expect(Object.keys(format)).toEqual(
      expect.arrayContaining(['requestId', 'sourceIp', 'vpceId', 'status', 'error', 'responseLatency']),
    )
  })

  it('waits for the account-wide log role where the stack makes it', () => {
    const [condition, waiting] = Stage.Properties.Description['Fn::If']
    expect(condition).toBe('CreateApiGatewayLogRole')
    expect(waiting['Fn::Select'][1]).toContainEqual({ Ref: 'ApiGatewayAccount' })
  })

  it('may invoke its function by that API, stage, method and path alone', () => {
    expect(GreeterPermission.Properties).toMatchObject({
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/miztiik/GET/${area}/greeter`,
      },
    })
  })

  it('validates requests', () => {
    expect(GetGreeter.Properties.RequestValidatorId).toEqual({ Ref: 'RequestValidator' })
    expect(RequestValidator.Properties).toMatchObject({
      ValidateRequestBody: true,
      ValidateRequestParameters: true,
    })
  })
})
