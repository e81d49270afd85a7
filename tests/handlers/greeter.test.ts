import { execFileSync } from 'node:child_process'
import { networkInterfaces } from 'node:os'
import type { APIGatewayProxyResult } from 'aws-lambda'
import { bundle, load } from './bundle.ts'
import { captureStdout } from './stdout.ts'

type Handler = (event: unknown) => Promise<APIGatewayProxyResult>

const EVENT = {
  httpMethod: 'GET',
  resource: '/secure/greeter',
  path: '/secure/greeter',
  headers: { Authorization: 'Bearer secret' },
  queryStringParameters: { name: 'secret' },
  body: 'secret',
  requestContext: { requestId: 'id-1', identity: { sourceIp: '10.9.9.9' } },
}

const before = process.env.LOG_LEVEL
afterEach(() => {
  jest.restoreAllMocks()
  if (before === undefined) delete process.env.LOG_LEVEL
  else process.env.LOG_LEVEL = before
})

const at = (address: string): typeof fetch => jest.fn(() => Promise.resolve(new Response(`${address}\n`)))

describe('greeter', () => {
  it("answers with the original tutorial's text, to the byte", async () => {
    captureStdout()
    expect(await load<Handler>('greeter', { fetch: at('3.3.3.3') })(EVENT)).toEqual({
      statusCode: 200,
      headers: { 'Content-Type': 'application/json' },
      body: '{"message": "Hi Miztikal World, Hello from Lambda running at 3.3.3.3"}',
    })
  })

  it('asks for its address once for each cold start', async () => {
    captureStdout()
    const ask = at('3.3.3.3')
    const handler = load<Handler>('greeter', { fetch: ask })
    await handler(EVENT)
    await handler(EVENT)
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('greets from an unknown address rather than failing', async () => {
    captureStdout()
    const handler = load<Handler>('greeter', { modules: { 'node:os': { networkInterfaces: () => ({}) } } })
    const { statusCode, body } = await handler(EVENT)
    expect({ statusCode, ...JSON.parse(body) }).toEqual({
      statusCode: 200,
      message: 'Hi Miztikal World, Hello from Lambda running at an unknown address',
    })
  })

  it('greets an event without a request context', async () => {
    captureStdout()
    expect(await load<Handler>('greeter', { fetch: at('3.3.3.3') })({})).toMatchObject({ statusCode: 200 })
  })

  it.each(['INFO', 'DEBUG'])('at %s logs the route and nothing personal', async (level) => {
    process.env.LOG_LEVEL = level
    const stdout = captureStdout()
    await load<Handler>('greeter')(EVENT)
    expect(stdout.lines().at(-1)).toMatchObject({
      level: 'INFO',
      requestId: 'id-1',
      route: 'GET /secure/greeter',
      status: 200,
      durationMs: expect.any(Number),
    })
    expect(stdout.text()).not.toMatch(/secret|Authorization|10\.9\.9\.9/)
  })

  it('greets from the address of its own interface in a process without a network', () => {
    const script = `
      globalThis.fetch = async () => { throw new TypeError('fetch failed') }
      ${bundle('greeter')}
      module.exports.handler({}).then(({ body }) => process.stdout.write(body))`
    const output = execFileSync(process.execPath, ['-'], { input: script, env: { LOG_LEVEL: 'ERROR' } })
    const own = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)
    const { message } = JSON.parse(output.toString())
    expect(message).toBe(
      `Hi Miztikal World, Hello from Lambda running at ${own?.address ?? 'an unknown address'}`,
    )
  })
})
