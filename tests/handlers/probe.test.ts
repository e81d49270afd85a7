import { load } from './bundle.ts'
import { context, event } from './lambda-events.ts'
import { type ResponseServer, responseServer } from './response-server.ts'
import { captureStdout } from './stdout.ts'

type Handler = (event: unknown, context: unknown) => Promise<void>

const URL = 'https://api.execute-api.eu-west-1.amazonaws.com/miztiik/secure/greeter'
const properties = { Url: URL, VpcCidr: '10.10.0.0/16', Signed: 'false', InsideCaller: 'inside-caller' }
const hello = 'Hi Miztikal World, Hello from Lambda running at 10.10.2.7'
const greeted = { kind: 'answered', addresses: ['10.10.2.13'], status: 200, message: hello }

let server: ResponseServer
beforeEach(async () => {
  server = await responseServer()
  captureStdout()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await server.close()
})

/** The outside world: its DNS gives `codes` in turn and then an address, which answers `status`. */
function outside(codes: string[], status: number) {
  const lookup = async () => {
    const code = codes.shift()
    if (code) throw Object.assign(new Error(code), { code })
    return [{ address: '3.3.3.3' }]
  }
  const ask = (async (url: string, init: RequestInit) =>
    url === URL ? new Response('{"message":"Forbidden"}', { status }) : fetch(url, init)) as typeof fetch
  return { lookup, ask }
}

async function run(
  type: 'Create' | 'Update' | 'Delete',
  world: ReturnType<typeof outside>,
  fields: object = {},
) {
  const invoked: unknown[] = []
  const slept: number[] = []
  const remaining = () => 300_000 - slept.reduce((sum, milliseconds) => sum + milliseconds, 0)
  const sdk = {
    InvokeCommand: class {
      constructor(input: unknown) {
        invoked.push(input)
      }
    },
    LambdaClient: class {
      send = async () => ({ Payload: Buffer.from(JSON.stringify(greeted)) })
    },
  }
  const modules = {
    '@aws-sdk/client-lambda': sdk,
    'node:dns/promises': { lookup: world.lookup },
    'node:timers/promises': { setTimeout: async (milliseconds: number) => slept.push(milliseconds) },
  }
  const handler = load<Handler>('probe', { fetch: world.ask, modules })
  await handler(event(type, { ResourceProperties: properties, ...fields, ResponseURL: server.url }), {
    ...context(),
    getRemainingTimeInMillis: remaining,
  })
  return { invoked, slept, answer: server.answers()[0] }
}

describe('the probe', () => {
  it.each(['Create', 'Update'] as const)(
    'on %s asks both callers and shows what they found',
    async (type) => {
      const { invoked, answer } = await run(type, outside(['ENOTFOUND'], 200))
      expect(invoked).toEqual([
        { FunctionName: 'inside-caller', Payload: JSON.stringify({ url: URL, signed: false }) },
      ])
      expect(answer).toMatchObject({
        Status: 'SUCCESS',
        PhysicalResourceId: type === 'Create' ? 'Probe' : 'known-id',
        Data: {
          InsideVpc: `200 from 10.10.2.13: ${hello}`,
          OutsideVpc: 'refused: the name does not resolve',
        },
      })
    },
  )

  it('looks again every 10 s while DNS settles', async () => {
    const { slept, answer } = await run('Create', outside(['EAI_AGAIN', 'EAI_AGAIN'], 403))
    expect(slept).toEqual([10_000, 10_000])
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      Data: { OutsideVpc: 'refused: 403 from 3.3.3.3: Forbidden' },
    })
  })

  it('fails with the last finding if DNS does not settle in time', async () => {
    const { answer } = await run('Create', outside(Array(99).fill('EAI_AGAIN'), 403))
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: 'The caller outside the VPC got no answer from DNS (EAI_AGAIN), expected no name or 403.',
    })
  })

  it('fails at the first 200 from outside', async () => {
    const { slept, answer } = await run('Create', outside([], 200))
    expect(slept).toEqual([])
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: 'The caller outside the VPC got 200 from 3.3.3.3, expected no name or 403: the API is public.',
    })
  })

  it.each([
    { name: 'Signed', value: 'maybe', reason: 'The property Signed must be true or false.' },
    { name: 'Url', value: undefined, reason: 'The property Url must be a string.' },
    { name: 'VpcCidr', value: '10.10.0.0', reason: '"10.10.0.0" is not an IPv4 CIDR block.' },
  ])('fails with a readable reason if $name is $value', async ({ name, value, reason }) => {
    const ResourceProperties = { ...properties, [name]: value }
    const { answer } = await run('Create', outside(['ENOTFOUND'], 403), { ResourceProperties })
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: reason })
  })

  it('on Delete answers and asks nobody', async () => {
    const { invoked, answer } = await run('Delete', outside([], 200), { ResourceProperties: {} })
    expect(invoked).toEqual([])
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'known-id' })
  })
})
