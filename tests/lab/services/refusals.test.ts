import { type Gateway, useGateway } from './gateway.ts'

let lab: Gateway
useGateway((one) => {
  lab = one
})

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a refusal has the headers of API Gateway, in its order', async () => {
  const { headers } = await lab.get('/prod/nowhere')
  expect(headers).toEqual([
    ['Date', 'Thu, 26 Nov 2026 15:09:25 GMT'],
    ['Content-Type', 'application/json'],
    ['Content-Length', '42'],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', expect.stringMatching(UUID)],
    ['x-amzn-ErrorType', 'MissingAuthenticationTokenException'],
    ['x-amz-apigw-id', expect.stringMatching(/^[A-Za-z0-9+/]{15}=$/)],
  ])
})

const denied =
  (path: string, suffix = '', api = 'Api', stage = 'prod') =>
  () =>
    `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:${lab.idOf(api)}/${stage}/GET/${path}${suffix}"}`
const EXPLICIT = ' with an explicit deny'
const FORBIDDEN = '{"message":"Forbidden"}'
const TOKEN = '{"message":"Missing Authentication Token"}'
const INTERNAL = '{"message": "Internal server error"}'

type Ask = () => ReturnType<typeof lab.get>
test.each<[string, Ask, number, string, string | (() => string)]>([
  [
    'an unknown Host',
    () => lab.get('/prod/greet', { headers: { Host: 'nosuchapi1.execute-api.us-east-1.amazonaws.com' } }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'a Host with another suffix',
    () => lab.get('/prod/greet', { headers: { Host: `${lab.hostOf('Api')}.cn` } }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'an unknown x-apigw-api-id',
    () => lab.get('/prod/greet', { headers: { 'x-apigw-api-id': 'nosuchapi1' } }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'two APIs named by Host and header',
    () => lab.get('/prod/', { headers: { 'x-apigw-api-id': lab.idOf('Narrow') } }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'the name of no API beside an id',
    () =>
      lab.get('/prod/greet', {
        headers: {
          Host: 'nosuchapi1.execute-api.us-east-1.amazonaws.com',
          'x-apigw-api-id': lab.idOf('Api'),
        },
      }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'an alias that there is not beside the id of another API',
    () =>
      lab.get('/prod/greet', {
        headers: {
          Host: lab.hostOf('Narrow').replace('.', `-${lab.endpointId}.`),
          'x-apigw-api-id': lab.idOf('Api'),
        },
      }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'an alias of an endpoint that is not listed',
    () => lab.get('/prod/', { headers: { Host: lab.hostOf('Narrow').replace('.', `-${lab.endpointId}.`) } }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'a public API through the endpoint',
    () => lab.get('/prod/', { headers: { Host: lab.hostOf('Public') } }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'a private API at the public front end',
    () => lab.get('/prod/greet', { door: 'public' }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'a private API by its id at the public front end',
    () =>
      lab.get('/prod/greet', { door: 'public', headers: { Host: 'x', 'x-apigw-api-id': lab.idOf('Api') } }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  [
    'a public API by its id in a header at the public front end',
    () => lab.get('/prod/', { door: 'public', headers: { Host: 'x', 'x-apigw-api-id': lab.idOf('Public') } }),
    403,
    'ForbiddenException',
    FORBIDDEN,
  ],
  ['a stage that is not there', () => lab.get('/test/greet'), 403, 'ForbiddenException', FORBIDDEN],
  ['no stage', () => lab.get('/'), 403, 'ForbiddenException', FORBIDDEN],
  [
    'an explicit deny',
    () => lab.get('/prod/denied'),
    403,
    'AccessDeniedException',
    denied('denied', EXPLICIT),
  ],
  [
    'an implicit deny',
    () => lab.get('/prod/other', { headers: { Host: lab.hostOf('Narrow') } }),
    403,
    'AccessDeniedException',
    denied('other', '', 'Narrow'),
  ],
  [
    'a deny of the endpoint',
    () => lab.get('/prod/endpoint-denied'),
    403,
    'AccessDeniedException',
    denied('endpoint-denied', EXPLICIT),
  ],
  [
    'a deny by a key that the client sends',
    () => lab.get('/prod/greet', { headers: { 'User-Agent': 'bad bot' } }),
    403,
    'AccessDeniedException',
    denied('greet', EXPLICIT),
  ],
  [
    'a path that is not declared',
    () => lab.get('/prod/nowhere'),
    403,
    'MissingAuthenticationTokenException',
    TOKEN,
  ],
  [
    'a verb that is not declared',
    () => lab.get('/prod/greet', { method: 'DELETE' }),
    403,
    'MissingAuthenticationTokenException',
    TOKEN,
  ],
  [
    'an unsigned request where a signature is wanted',
    () => lab.get('/prod/signed'),
    403,
    'MissingAuthenticationTokenException',
    TOKEN,
  ],
  [
    'a bearer token where a signature is wanted',
    () => lab.get('/prod/signed', { headers: { Authorization: 'Bearer "x"' } }),
    403,
    'IncompleteSignatureException',
    `{"message":"Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=Bearer \\"x\\""}`,
  ],
  [
    'half a signature, whatever the method wants',
    () =>
      lab.get('/prod/greet', {
        headers: { 'X-Amz-Date': 'x', Authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host' },
      }),
    403,
    'IncompleteSignatureException',
    `{"message":"Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host"}`,
  ],
  [
    'a method without permission to invoke',
    () => lab.get('/prod/unpermitted'),
    500,
    'InternalServerErrorException',
    INTERNAL,
  ],
  [
    'an integration with a role, which nobody decides',
    () => lab.get('/prod/role'),
    500,
    'InternalServerErrorException',
    INTERNAL,
  ],
  ['a MOCK with a template', () => lab.get('/prod/vtl'), 500, 'InternalServerErrorException', INTERNAL],
  [
    'a body that models would be asked about',
    () => lab.get('/prod/modelled', { method: 'POST', body: '{}' }),
    500,
    'InternalServerErrorException',
    INTERNAL,
  ],
  [
    'parameters that are missing',
    () => lab.get('/prod/page?size=3'),
    400,
    'BadRequestException',
    '{"message":"Missing required request parameters: [page, X-Token]"}',
  ],
])('%s', async (_, ask, status, type, body) => {
  const answer = await ask()
  const wanted = typeof body === 'string' ? body : body()
  expect({ status: answer.status, type: answer.header('x-amzn-ErrorType'), body: answer.body }).toEqual({
    status,
    type,
    body: wanted,
  })
  expect(answer.header('Content-Length')).toBe(String(Buffer.byteLength(wanted)))
  expect(lab.state.events).toEqual([])
})

test.each([
  ['/prod/role', 'not decided: the integration permission gate: what the role of the integration may invoke'],
  ['/prod/unpermitted', 'no permission lets anybody invoke Secret'],
  ['/prod/vtl', 'its response is made by mapping'],
  ['/prod/%64enied', 'is not settled (U11)'],
])('the log says why %s is a 500', async (path, why) => {
  const { status } = await lab.get(path)
  expect(status).toBe(500)
  expect(lab.state.log.find((line) => line.startsWith('lab: '))).toContain(why)
})

test('a path that policies may see in two ways is let in where both ways agree, and is a 500 where not', async () => {
  expect((await lab.get('/prod/items/a%20b')).status).toBe(200)
  expect(await lab.get('/prod/%64enied')).toMatchObject({ status: 500, body: INTERNAL })
  expect(await lab.get('/prod/files/../denied')).toMatchObject({ status: 500, body: INTERNAL })
  expect(lab.state.log.filter((line) => line.includes('(U11)'))).toHaveLength(2)
})

test('an ARN of more than 1600 bytes is a 414', async () => {
  const room =
    1600 - Buffer.byteLength(`arn:aws:execute-api:us-east-1:111122223333:${lab.idOf('Api')}/prod/GET/items/`)
  expect((await lab.get(`/prod/items/${'a'.repeat(room)}`)).status).toBe(200)
  const { status, body } = await lab.get(`/prod/items/${'a'.repeat(room + 1)}`)
  expect({ status, body }).toEqual({ status: 414, body: '{"message":"Request URI too long"}' })
})

test.each([
  ['a URL of 8193 bytes', () => lab.get(`/prod/greet?${'a'.repeat(8193 - 12)}`), 414],
  [
    'headers of more than 8000 bytes',
    () => lab.get('/prod/greet', { headers: { 'X-Long': 'a'.repeat(8000) } }),
    431,
  ],
  [
    'a head that is larger than any',
    () => lab.get('/prod/greet', { headers: { 'X-Long': 'a'.repeat(60_000) } }),
    431,
  ],
  ['no Host', () => lab.get('/prod/greet', { headers: { Host: undefined } }), 400],
  [
    'two Hosts',
    () => lab.get('/prod/greet', { headers: { Host: [lab.hostOf('Api'), lab.hostOf('Narrow')] } }),
    400,
  ],
  ['another host in the request line', () => lab.get(`https://${lab.hostOf('Narrow')}/prod/`), 400],
  [
    'an announced body over 10 MB',
    () => lab.get('/prod/greet', { method: 'POST', headers: { 'Content-Length': '10485761' } }),
    413,
  ],
])('%s is refused', async (_, ask, status) => {
  expect((await ask()).status).toBe(status)
  expect(lab.state.events).toEqual([])
})

test('8192 bytes of URL are taken', async () => {
  expect((await lab.get(`/prod/greet?${'a'.repeat(8192 - 12)}`)).status).toBe(200)
})

test('a body over 10 MB that nobody announced is a 413', async () => {
  const chunk = `100000\r\n${'a'.repeat(0x100000)}\r\n`
  const head = `POST /prod/greet HTTP/1.1\r\nHost: ${lab.hostOf('Api')}\r\nTransfer-Encoding: chunked\r\n\r\n`
  const told = await lab.raw(`${head}${chunk.repeat(11)}`)
  expect(told).toMatch(/^HTTP\/1.1 413 [\s\S]*\{"message":"Request Too Long"\}$/)
  expect(lab.state.events).toEqual([])
})

test('an endpoint of another account is told from ours by the address that the request came in at', async () => {
  const { status } = await lab.get('/prod/greet', { door: 'otherEndpoint' })
  expect(status).toBe(200)
  expect(lab.state.events[0]?.event.requestContext.identity).toMatchObject({
    vpceId: 'vpce-0ffffffffffffffff',
    vpcId: 'vpc-0ffffffffffffffff',
    sourceIp: '127.20.1.99',
  })
})

test('what is not modelled about an API makes no 200', async () => {
  const { deployed } = lab.state
  const at = { file: 'other.yaml', line: 3, column: 1 }
  lab.state.deployed = {
    ...deployed,
    apis: {
      ...deployed.apis,
      unmodelled: [{ what: 'a method that asks for an API key', at, touches: 'api' }],
    },
  }
  const { status } = await lab.get('/prod/greet')
  lab.state.deployed = deployed
  expect(status).toBe(500)
  expect(lab.state.log[0]).toBe(
    'lab: 500 GET /prod/greet: not decided: a method that asks for an API key (other.yaml:3)',
  )
})
