import { type Gateway, useGateway } from './gateway.ts'

let lab: Gateway
useGateway((one) => {
  lab = one
})

test('the event of a private API is payload 1.0, with what the connection shows', async () => {
  const forged = {
    'x-amzn-vpce-id': 'vpce-00000000000000bad',
    'X-Amzn-Vpc-Id': 'vpc-bad',
    'X-Forwarded-For': '6.6.6.6',
    Connection: 'keep-alive',
  }
  const headers = { 'User-Agent': 'curl/8', 'X-Twice': ['a', 'b'], ...forged }
  const { header } = await lab.get('/prod/greet?a=1&b=x%20y&a=2', { headers })
  const [called] = lab.state.events
  expect(called?.address).toBe('Function')
  const vpce = {
    'x-amzn-vpce-id': lab.endpointId,
    'x-amzn-vpc-id': lab.plan.vpcs[0]?.id,
    'x-amzn-vpce-config': '1',
  }
  const added = { 'X-Forwarded-For': '127.20.1.99', 'X-Forwarded-Port': '443', 'X-Forwarded-Proto': 'https' }
  const sent = {
    Host: lab.hostOf('Api'),
    'User-Agent': 'curl/8',
    'X-Twice': 'b',
    'x-amzn-cipher-suite': 'TLS_AES_256_GCM_SHA384',
    ...vpce,
    ...added,
  }
  expect(called?.event).toEqual({
    resource: '/greet',
    path: '/greet',
    httpMethod: 'GET',
    headers: sent,
    multiValueHeaders: {
      ...Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]])),
      'X-Twice': ['a', 'b'],
    },
    queryStringParameters: { a: '2', b: 'x y' },
    multiValueQueryStringParameters: { a: ['1', '2'], b: ['x y'] },
    pathParameters: null,
    stageVariables: { colour: 'blue' },
    requestContext: {
      resourceId: expect.stringMatching(/^[a-z0-9]{10}$/),
      resourcePath: '/greet',
      operationName: 'greet',
      httpMethod: 'GET',
      extendedRequestId: header('x-amz-apigw-id'),
      requestTime: '26/Nov/2026:15:09:25 +0000',
      path: '/prod/greet',
      accountId: '111122223333',
      protocol: 'HTTP/1.1',
      stage: 'prod',
      domainPrefix: lab.idOf('Api'),
      requestTimeEpoch: lab.state.now,
      requestId: header('x-amzn-RequestId'),
      identity: {
        cognitoIdentityPoolId: null,
        cognitoIdentityId: null,
        vpceId: lab.endpointId,
        principalOrgId: null,
        cognitoAuthenticationType: null,
        userArn: null,
        userAgent: 'curl/8',
        accountId: null,
        caller: null,
        sourceIp: '127.20.1.99',
        accessKey: null,
        vpcId: lab.plan.vpcs[0]?.id,
        cognitoAuthenticationProvider: null,
        user: null,
      },
      domainName: lab.hostOf('Api'),
      deploymentId: expect.stringMatching(/^[a-z0-9]{10}$/),
      apiId: lab.idOf('Api'),
    },
    body: null,
    isBase64Encoded: false,
  })
})

test('the event of a public API names no endpoint', async () => {
  await lab.get('/prod/', { door: 'public', headers: { Host: lab.hostOf('Public') } })
  const { requestContext, headers, path } = lab.state.events[0]?.event ?? {}
  expect(path).toBe('/')
  expect(Object.keys(requestContext.identity)).not.toEqual(expect.arrayContaining(['vpceId']))
  expect(Object.keys(headers).filter((name) => /vpc/.test(name))).toEqual([])
  expect(headers['X-Amzn-Trace-Id']).toMatch(/^Root=1-/)
})

test.each<[string, () => ReturnType<typeof lab.get>, string]>([
  ['default name', () => lab.get('/prod/greet'), 'Api'],
  [
    'default name in capitals, with the port',
    () => lab.get('/prod/greet', { headers: { Host: `${lab.hostOf('Api').toUpperCase()}:443` } }),
    'Api',
  ],
  [
    'alias name',
    () =>
      lab.get('/prod/greet', { headers: { Host: lab.hostOf('Api').replace('.', `-${lab.endpointId}.`) } }),
    'Api',
  ],
  [
    'id in a header under the name of a load balancer',
    () => lab.get('/prod/greet', { headers: { Host: 'nlb.example.com', 'x-apigw-api-id': lab.idOf('Api') } }),
    'Api',
  ],
  [
    'id in a header and Host, which agree',
    () => lab.get('/prod/greet', { headers: { 'x-apigw-api-id': lab.idOf('Api') } }),
    'Api',
  ],
])('an API is called by its %s', async (_, ask, api) => {
  expect((await ask()).status).toBe(200)
  expect(lab.state.events[0]?.event.requestContext.apiId).toBe(lab.idOf(api))
})

test.each([
  ['/prod/items/7', '/items/{id}', { id: '7' }],
  ['/prod/files/a/b/', '/files/{proxy+}', { proxy: 'a/b' }],
])('%s is %s with its parameters', async (path, resource, pathParameters) => {
  await lab.get(path, { method: 'PUT' })
  expect(lab.state.events[0]?.event).toMatchObject({
    resource,
    pathParameters,
    path: path.slice(5),
    requestContext: { path },
  })
})

test('a body is text, or base64 where its type is one of the binary ones', async () => {
  const post = (type: string) =>
    lab.get('/prod/greet', { method: 'POST', headers: { 'Content-Type': type }, body: 'é' })
  await post('text/plain')
  await post('image/png; q=1')
  const bodies = lab.state.events.map(({ event }) => [event.body, event.isBase64Encoded])
  expect(bodies).toEqual([
    ['é', false],
    ['w6k=', true],
  ])
})
