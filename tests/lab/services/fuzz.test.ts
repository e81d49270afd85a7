import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { walkFrom } from '../../../scripts/access/gates/index.ts'
import { parseAddress } from '../../../scripts/access/network/index.ts'
import { OTHER_ACCOUNT } from '../../../scripts/lab/plan/other-vpc.ts'
import { type Event, PLACES, parse, startGateway } from './gateway.ts'

let lab: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  // Who sends half a request is hung up on soon, so that the test goes on.
  lab = await startGateway({ patience: 250 })
})
afterAll(() => lab.gateway.close())
afterEach(() => {
  lab.state.log.length = 0
  lab.state.events.length = 0
})

const HIDDEN = (host: string) => `GET /prod/items/smuggled HTTP/1.1\r\nHost: ${host}\r\n\r\n`

/** Ways to say how long a body is; none of them makes another request of the body. */
const framings: ((body: string) => string)[] = [
  (body) => `Content-Length: ${body.length}\r\n\r\n${body}`,
  (body) => `Content-Length: ${body.length}\r\nContent-Length: 0\r\n\r\n${body}`,
  (body) => `Content-Length: 0\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  (body) => `Content-Length: 0, ${body.length}\r\n\r\n${body}`,
  (body) => `Content-Length: +${body.length}\r\n\r\n${body}`,
  (body) => `Content-Length: 0x${body.length.toString(16)}\r\n\r\n${body}`,
  (body) => `Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${body}`,
  (body) => `Transfer-Encoding: chunked\r\nContent-Length: ${body.length}\r\n\r\n0\r\n\r\n${body}`,
  (body) => `Transfer-Encoding: xchunked\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  (body) => `Transfer-Encoding : chunked\r\nContent-Length: ${body.length}\r\n\r\n0\r\n\r\n${body}`,
  (body) => `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${body}`,
  (body) => `Transfer-Encoding:\x0bchunked\r\nContent-Length: ${body.length}\r\n\r\n0\r\n\r\n${body}`,
  (body) => `X: a\r\n Content-Length: 0\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  (body) => `X: a\nContent-Length: ${body.length}\r\n\r\n${body}`,
  (body) => `Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  (body) => `Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)};x\r\n${body}\r\n0\r\n\r\n`,
  (body) => `Transfer-Encoding: chunked\r\n\r\n-1\r\n${body}\r\n0\r\n\r\n`,
  (body) => `Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n${body}`,
]

const hosts = fc
  .constantFrom('Api', 'Narrow', 'Public', 'nobody', 'alias', 'vpce')
  .map((name) =>
    name === 'alias'
      ? lab.hostOf('Api').replace('.', `-${lab.endpointId}.`)
      : name === 'vpce'
        ? `${lab.endpointId}-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com`
        : lab.hostOf(name),
  )
const segments = fc.constantFrom(
  'greet',
  'denied',
  'signed',
  'files',
  'items',
  'unpermitted',
  'role',
  '..',
  '.',
  '',
  '%2e%2e',
  '%2f',
  'd%65nied',
  'a%00',
  '%zz',
  '{id}',
  'é',
)
const targets = fc.oneof(
  { weight: 8, arbitrary: fc.array(segments, { maxLength: 4 }).map((parts) => `/prod/${parts.join('/')}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      '/',
      '//prod/greet',
      'prod/greet',
      '/prod',
      '/prod/greet#x',
      '/prod?x',
      '\\prod\\greet',
    ),
  },
  { weight: 1, arbitrary: hosts.map((host) => `https://${host}/prod/greet`) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1000, max: 40_000 }).map((length) => `/prod/items/${'a'.repeat(length)}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)
const extras = fc.oneof(
  hosts.map((host) => `Host: ${host}`),
  fc.constantFrom('Api', 'Narrow', 'Public').map((name) => `x-apigw-api-id: ${lab.idOf(name)}`),
  fc.constantFrom(
    'User-Agent: bad',
    'user-agent: good\r\nUser-Agent: bad',
    'Authorization: Bearer x',
    'Authorization: AWS4-HMAC-SHA256 x',
    'Connection: close, x-apigw-api-id',
    'Upgrade: h2c\r\nConnection: Upgrade',
    'Expect: nothing',
    'x-amzn-vpce-id: vpce-1',
    'X-Forwarded-For: 10.0.0.1',
    'x-apigw-api-id: ',
    ': nothing',
    'X-\0: a',
  ),
  fc.integer({ min: 0, max: 40_000 }).map((length) => `X-Long: ${'b'.repeat(length)}`),
)
/** Mostly as it should be, so that what is strange about a request is strange in something that else goes through. */
const mostly = <Value>(honest: fc.Arbitrary<Value>, strange: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 5, arbitrary: honest }, { weight: 1, arbitrary: strange })

const requests = fc.record({
  door: mostly<'endpoint' | 'otherEndpoint' | 'public'>(
    fc.constant('endpoint'),
    fc.constantFrom('otherEndpoint', 'public'),
  ),
  verb: mostly(
    fc.constantFrom('GET', 'POST'),
    fc.constantFrom('HEAD', 'OPTIONS', 'CONNECT', 'TRACE', 'get', 'BREW', ''),
  ),
  target: mostly(fc.constantFrom('/prod/greet', '/prod/items/1?a=b', '/prod/files/a/b', '/prod/'), targets),
  version: mostly(fc.constant('HTTP/1.1'), fc.constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', '')),
  host: mostly<string | undefined>(
    fc.constant('Api').map((name) => lab.hostOf(name)),
    fc.option(hosts, { nil: undefined }),
  ),
  extra: fc.array(extras, { maxLength: 2 }),
  framing: mostly<((body: string) => string) | undefined>(
    fc.constant(undefined),
    fc.constantFrom(...framings),
  ),
  keep: fc.oneof(
    { weight: 20, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
})

/** Whether `access/` lets in what a function was invoked for, as its event tells it. */
function isAccepted({ event }: { event: Event }): boolean {
  const { requestContext, headers, httpMethod, path } = event
  const { apiId, identity, stage } = requestContext
  const api = lab.deployed.apis.apis.find(({ id }) => id === apiId)
  const endpoint = lab.deployed.network.endpoints.find(({ id }) => id === identity.vpceId)
  const address = parseAddress(PLACES.client) ?? 0
  const agent = Object.entries(headers).find(([name]) => name.toLowerCase() === 'user-agent')?.[1]
  const because: [] = []
  const { verdict } = walkFrom(
    'front end',
    {
      ...(endpoint
        ? { caller: { kind: 'linked', address }, arrived: { to: 'endpoint', endpoint, because } }
        : identity.vpceId
          ? {
              caller: {
                kind: 'other-vpc',
                account: OTHER_ACCOUNT,
                vpc: identity.vpcId,
                endpoint: identity.vpceId,
                address,
              },
              arrived: { to: 'other-endpoint', because },
            }
          : { caller: { kind: 'internet', address }, arrived: { to: 'public-front-end', because } }),
      principal: null,
      api: api?.address ?? '',
      form: 'default-name',
      method: httpMethod,
      path,
      stage,
      context: agent === undefined ? {} : { 'aws:UserAgent': agent as string },
    },
    lab.deployed,
  )
  return verdict === 'accepted'
}

/** Sends one of them, perhaps cut off. */
async function ask({ door, verb, target, version, host, extra, framing, keep }: Drawn<typeof requests>) {
  const head = [`${verb} ${target} ${version}`, ...(host === undefined ? [] : [`Host: ${host}`]), ...extra]
  const rest = framing ? framing(HIDDEN(lab.hostOf('Api'))) : '\r\n'
  const bytes = Buffer.from(`${head.join('\r\n')}\r\n${rest}`, 'utf8')
  return parse(await lab.raw(bytes.subarray(0, Math.ceil(bytes.length * keep)), door))
}

type Drawn<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never

test('no bytes make a crash, a hang, a request out of a body, or an answer that access/ denies', async () => {
  let served = 0
  // Several at once: most of the time goes by waiting for the server to hang up on half a request.
  const crowd = fc.array(requests, { minLength: 32, maxLength: 32 })
  await fc.assert(
    fc.asyncProperty(crowd, async (some) => {
      lab.state.events.length = 0
      const responses = await Promise.all(some.map(ask))
      const { events } = lab.state
      expect(events.filter(({ event }) => event.path.includes('smuggled'))).toEqual([])
      expect(events.filter((event) => !isAccepted(event))).toEqual([])
      expect(new Set(events.map(({ event }) => event.requestContext.identity.sourceIp)).size).toBeLessThan(2)
      const invoked = events.map(({ event }) => event.requestContext.requestId)
      for (const { status, header } of responses) {
        if (status !== 200) continue
        served++
        expect(invoked).toContain(header('x-amzn-RequestId'))
      }
    }),
    { numRuns: 15, seed: 20261122 },
  )
  expect(lab.state.log.filter((line) => /^lab: 500 .*\n/.test(line))).toEqual([])
  // Else the test would have looked at nothing.
  expect(served).toBeGreaterThan(50)
  expect((await lab.get('/prod/greet')).status).toBe(200)
}, 120_000)

test.each([
  ['sends half a head', 'GET /prod/greet HTTP/1.1\r\nHo', 408],
  [
    'announces a body and sends half of it',
    'POST /prod/greet HTTP/1.1\r\nHost: API\r\nContent-Length: 9\r\n\r\nhalf',
    408,
  ],
])('a client that %s is hung up on', async (_, bytes, status) => {
  const told = await lab.raw(bytes.replace('API', lab.hostOf('Api')))
  expect([status, Number.NaN]).toContain(parse(told).status)
  expect(lab.state.events).toEqual([])
})

test('a client that never begins the handshake is hung up on', async () => {
  const { address = '', port = 0 } = lab.gateway.addresses[0] ?? {}
  const socket = connect(port, address)
  socket.on('error', () => {})
  await once(socket, 'close')
})

test('a gateway is closed at once, whoever is in the middle of a handshake or a request', async () => {
  const other = await startGateway()
  const { address = '', port = 0 } = other.gateway.addresses[0] ?? {}
  const silent = connect(port, address)
  await once(silent, 'connect')
  other.state.invoke = () => new Promise(() => {})
  const asked = other.raw(`GET /prod/greet HTTP/1.1\r\nHost: ${other.hostOf('Api')}\r\n\r\n`)
  while (other.state.events.length === 0) await new Promise(setImmediate)
  const gone = once(silent, 'close')
  silent.on('error', () => {})
  await other.gateway.close()
  expect(await asked).toBe('')
  await gone
})
