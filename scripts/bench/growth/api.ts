// Templates in short.
export const ref = (id: string) => ({ Ref: id })
export const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] })
export const sub = (text: string) => ({ 'Fn::Sub': text })
export const resource = (Type: string, Properties: object, more: object = {}) => ({
  Type,
  Properties,
  ...more,
})
export const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement })

/** A private API with one GET for each route: five resources, and three for each route. */
export function api(id: string, routes: readonly string[], statements: readonly object[]) {
  const own = { RestApiId: ref(id) }
  return {
    [id]: resource('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: [ref('Endpoint')] },
      Policy: policy(
        statement('Allow', {
          Resource: routes.map((route) => `execute-api:/miztiik/GET/secure/${route}`),
        }),
        ...statements,
      ),
    }),
    [`${id}Area`]: resource('AWS::ApiGateway::Resource', {
      ...own,
      ParentId: attribute(id, 'RootResourceId'),
      PathPart: 'secure',
    }),
    ...Object.assign({}, ...routes.map((route, i) => served(id, route, i))),
    [`${id}Deployment0123456789`]: resource('AWS::ApiGateway::Deployment', own, {
      DependsOn: routes.map((_, i) => `${id}Get${i}`),
    }),
    // A function that two APIs invoke is refused by only-api-invokes.
    [`${id}Greeter`]: resource('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: 'exports.handler = async () => ({ statusCode: 200 })' },
      Role: attribute('GreeterRole', 'Arn'),
    }),
    [`${id}Stage`]: resource('AWS::ApiGateway::Stage', {
      ...own,
      DeploymentId: ref(`${id}Deployment0123456789`),
      StageName: 'miztiik',
    }),
  }
}

const served = (id: string, route: string, i: number) => ({
  [`${id}Resource${i}`]: resource('AWS::ApiGateway::Resource', {
    RestApiId: ref(id),
    ParentId: ref(`${id}Area`),
    PathPart: route,
  }),
  [`${id}Get${i}`]: resource('AWS::ApiGateway::Method', {
    RestApiId: ref(id),
    ResourceId: ref(`${id}Resource${i}`),
    HttpMethod: 'GET',
    AuthorizationType: 'NONE',
    Integration: {
      Type: 'AWS_PROXY',
      IntegrationHttpMethod: 'POST',
      Uri: sub(
        `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}Greeter.Arn}/invocations`,
      ),
    },
  }),
  [`${id}Permission${i}`]: resource('AWS::Lambda::Permission', {
    FunctionName: attribute(`${id}Greeter`, 'Arn'),
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: sub(
      `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${id}}/miztiik/GET/secure/${route}`,
    ),
  }),
})

/** One statement about calls, of anybody unless told. */
export const statement = (Effect: 'Allow' | 'Deny', more: object) => ({
  Effect,
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
  ...more,
})

/** What makes the API private. */
export const denials = (blocks: readonly string[]) => [
  statement('Deny', { Condition: { StringNotEquals: { 'aws:SourceVpce': ref('Endpoint') } } }),
  statement('Deny', { Condition: { NotIpAddress: { 'aws:VpcSourceIp': blocks } } }),
]
