import { type Headers, startGateway } from './gateway.ts'

let lab: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  lab = await startGateway()
})
afterAll(() => lab.gateway.close())
afterEach(() => {
  lab.state.log.length = 0
  lab.state.events.length = 0
  lab.state.invoke = async () => ({ kind: 'answer', payload: '{"body":"hello"}' })
})

const answering = (result: unknown) => {
  const payload = typeof result === 'string' ? result : JSON.stringify(result)
  lab.state.invoke = async () => ({ kind: 'answer', payload })
}

test('a success has the headers of API Gateway, in its order', async () => {
  answering({ headers: { 'X-One': '1' }, body: 'hello' })
  const { status, headers, body } = await lab.get('/prod/greet')
  expect({ status, body }).toEqual({ status: 200, body: 'hello' })
  expect(headers).toEqual([
    ['Date', 'Thu, 26 Nov 2026 15:09:25 GMT'],
    ['Content-Type', 'application/json'],
    ['Content-Length', '5'],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', expect.any(String)],
    ['x-amz-apigw-id', expect.any(String)],
    ['X-One', '1'],
    ['X-Amzn-Trace-Id', expect.stringMatching(/^Root=1-6b084ba5-[0-9a-f]{24}$/)],
  ])
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

const CONTENT = { 'Content-Type': 'application/json' }
test.each<[string, unknown, number, string, Headers, Headers?]>([
  ['no status is 200', { headers: {} }, 200, '', CONTENT],
  ['nothing at all is 200', {}, 200, '', CONTENT],
  [
    'null for body and headers',
    { headers: null, multiValueHeaders: null, body: null, isBase64Encoded: null },
    200,
    '',
    CONTENT,
  ],
  ['a status as a text', { statusCode: '201', body: 'x' }, 201, 'x', CONTENT],
  ['a header that is a flag', { headers: { 'X-Flag': true } }, 200, '', { 'X-Flag': 'true' }],
  [
    'its own content type',
    { headers: { 'content-type': 'text/plain' }, body: 'x' },
    200,
    'x',
    { 'Content-Type': 'text/plain' },
  ],
  [
    'several values are joined',
    { multiValueHeaders: { 'X-Many': ['a', 'b'] } },
    200,
    '',
    { 'X-Many': 'a, b' },
  ],
  [
    'several come before the single one',
    { headers: { 'X-MANY': 'c' }, multiValueHeaders: { 'x-many': ['a', 'b'] } },
    200,
    '',
    { 'x-many': 'a, b, c' },
  ],
  [
    'headers of the connection get another name',
    { headers: { 'Content-Length': '99', 'Transfer-Encoding': 'chunked', Server: 'mine' }, body: 'x' },
    200,
    'x',
    {
      'Content-Length': '1',
      'x-amzn-Remapped-Content-Length': '99',
      'x-amzn-Remapped-Transfer-Encoding': 'chunked',
      'x-amzn-Remapped-Server': 'mine',
    },
  ],
  [
    'base64 stays where the client accepts no binary type',
    { isBase64Encoded: true, body: 'aGk=' },
    200,
    'aGk=',
    CONTENT,
  ],
  [
    'base64 is decoded where it does',
    { isBase64Encoded: true, body: 'aGk=' },
    200,
    'hi',
    CONTENT,
    { Accept: 'image/png,*/*' },
  ],
])('response: %s', async (_, result, status, body, wanted, headers = {}) => {
  answering(result)
  const got = await lab.get('/prod/greet', { headers })
  expect({ status: got.status, body: got.body }).toEqual({ status, body })
  const names = got.headers.map(([name]) => name)
  for (const [name, value] of Object.entries(wanted)) {
    expect(names).toContain(name)
    expect(got.header(name)).toBe(value)
  }
})

test.each<[string, unknown]>([
  ['a bare text', '"hello"'],
  ['a list', []],
  ['null', 'null'],
  ['no JSON', 'hello'],
  ['an unknown key', { statusCode: 200, message: 'x' }],
  ['what a failed function returns', { errorMessage: 'x', errorType: 'Error' }],
  ['a status that is no number', { statusCode: 'test' }],
  ['a status that announces another', { statusCode: 101 }],
  ['a status that there is not', { statusCode: 700 }],
  ['a body that is no text', { body: { a: 1 } }],
  ['headers that are a list', { headers: [] }],
  ['a header that is a map', { headers: { a: {} } }],
  ['several values that are no list', { multiValueHeaders: { a: 'b' } }],
  ['a header that ends the line', { headers: { a: 'b\r\nSet-Cookie: c' } }],
  ['a name that is none', { headers: { 'a b': 'c' } }],
])('%s is a 502', async (_, result) => {
  answering(result)
  const { status, body, header } = await lab.get('/prod/greet')
  expect({ status, body, type: header('x-amzn-ErrorType'), length: header('Content-Length') }).toEqual({
    status: 502,
    body: '{"message": "Internal server error"}',
    type: 'InternalServerErrorException',
    length: '36',
  })
  expect(lab.state.log[0]).toMatch(/^lab: 502 GET \/prod\/greet: Function: /)
})

test.each([
  ['function-error', 502],
  ['timeout', 502],
  ['init-error', 502],
  ['exit', 502],
  ['throttled', 500],
] as const)('an invocation that ends in %s is a %d', async (kind, status) => {
  lab.state.invoke = async () =>
    kind === 'function-error' ? { kind, payload: '{}' } : { kind, message: 'why' }
  const got = await lab.get('/prod/greet')
  expect({ status: got.status, body: got.body }).toEqual({
    status,
    body: '{"message": "Internal server error"}',
  })
})

test('a bug in the lab is a 500, and the next request is answered', async () => {
  lab.state.invoke = () => Promise.reject(new Error('oops'))
  expect((await lab.get('/prod/greet')).status).toBe(500)
  expect(lab.state.log.at(-1)).toMatch(/^lab: 500 GET \/prod\/greet: Error: oops\n/)
  lab.state.invoke = async () => ({ kind: 'answer', payload: '{}' })
  expect((await lab.get('/prod/greet')).status).toBe(200)
})

test('an integration that takes longer than it may is a 504', async () => {
  lab.state.invoke = () => new Promise(() => {})
  const { status, body } = await lab.get('/prod/slow')
  expect({ status, body }).toEqual({ status: 504, body: '{"message": "Endpoint request timed out"}' })
})

test('a MOCK integration answers by its own response', async () => {
  const { status, body, header } = await lab.get('/prod/mock')
  expect({ status, body, kind: header('X-Kind') }).toEqual({
    status: 203,
    body: '{"short": "stout"}',
    kind: 'teapot',
  })
  expect(lab.state.events).toEqual([])
})

test('HEAD gets no body; a client that wants to close may', async () => {
  const told = await lab.raw(
    `HEAD /prod/items/1 HTTP/1.1\r\nHost: ${lab.hostOf('Api')}\r\nConnection: close\r\n\r\n`,
  )
  expect(told).toMatch(
    /^HTTP\/1.1 200 OK\r\n[\s\S]*Content-Length: 5\r\nConnection: close\r\n[\s\S]*\r\n\r\n$/,
  )
})

test('a connection serves one request after the other, refused ones with bodies included', async () => {
  const host = `Host: ${lab.hostOf('Api')}`
  const body = 'a'.repeat(200_000)
  const told = await lab.raw(
    `POST /prod/nowhere HTTP/1.1\r\n${host}\r\nContent-Length: ${body.length}\r\n\r\n${body}` +
      `GET /prod/greet HTTP/1.1\r\n${host}\r\n\r\n` +
      `GET /prod/denied HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`,
    'endpoint',
    { patient: true },
  )
  expect(told.match(/HTTP\/1\.1 \d+|Connection: .*/g)).toEqual([
    'HTTP/1.1 403',
    'Connection: keep-alive',
    'HTTP/1.1 200',
    'Connection: keep-alive',
    'HTTP/1.1 403',
    'Connection: close',
  ])
})

describe('throttling', () => {
  const statuses = async (count: number, path = '/prod/few') => {
    const all: number[] = []
    for (let i = 0; i < count; i++) all.push((await lab.get(path)).status)
    return all
  }

  test('a method lets pass its burst, then its rate, and others are not touched', async () => {
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
    lab.state.now += 500
    expect(await statuses(2)).toEqual([200, 429])
    expect(await statuses(3, '/prod/greet')).toEqual([200, 200, 200])
    lab.state.now += 60_000
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
  })

  test('who is throttled reads so; who is denied takes nothing from the bucket', async () => {
    lab.state.now += 60_000
    await lab.get('/prod/few', { headers: { 'User-Agent': 'bad' } })
    expect(await statuses(3)).toEqual([200, 200, 200])
    const { status, body, header } = await lab.get('/prod/few')
    expect({ status, body, type: header('x-amzn-ErrorType') }).toEqual({
      status: 429,
      body: '{"message":"Too Many Requests"}',
      type: 'TooManyRequestsException',
    })
  })
})

describe('the access log', () => {
  const parsed = () => lab.state.log.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))

  test('has a line in the format of the stage', async () => {
    const { header } = await lab.get('/prod/items/7?a=1', { headers: { 'User-Agent': 'a"b\\c' } })
    expect(parsed()).toEqual([
      {
        id: header('x-amzn-RequestId'),
        ip: '127.20.1.99',
        vpce: lab.endpointId,
        agent: 'a"b\\c',
        line: 'GET /prod/items/7 HTTP/1.1',
        resource: '/items/{id}',
        status: '200',
        length: '5',
        error: '-',
        type: '-',
        user: '-',
        odd: '-',
        ms: '0',
      },
    ])
  })

  test('says why a request was refused, and nothing of one that named no API or stage', async () => {
    await lab.get('/prod/greet', { headers: { Host: 'x' } })
    await lab.get('/nostage/greet')
    await lab.get('/prod/nowhere')
    expect(parsed()).toMatchObject([
      {
        status: '403',
        error: 'Missing Authentication Token',
        type: 'MISSING_AUTHENTICATION_TOKEN',
        resource: '-',
        ms: '-',
      },
    ])
  })
})

test('what is deployed is asked for anew with every request', async () => {
  const { deployed } = lab.state
  lab.state.deployed = { ...deployed, apis: { ...deployed.apis, apis: [] } }
  const before = await lab.get('/prod/greet')
  lab.state.deployed = deployed
  expect([before.status, (await lab.get('/prod/greet')).status]).toEqual([403, 200])
})
