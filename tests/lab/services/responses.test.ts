import { type Gateway, type Headers, useGateway } from './gateway.ts'

let lab: Gateway
useGateway((one) => {
  lab = one
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
