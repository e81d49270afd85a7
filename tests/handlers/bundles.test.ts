import { bundle, ENTRIES, type Entry, load } from './bundle.ts'
import { captureStdout } from './stdout.ts'

/** Six KB of the probe and the inside caller are aws4fetch. */
const LARGEST: Record<Entry, number> = {
  greeter: 2560,
  'inside-caller': 12_288,
  probe: 14_336,
  redeploy: 12_288,
}

class Client {}
const modules = {
  '@aws-sdk/client-lambda': { LambdaClient: Client },
  '@aws-sdk/client-api-gateway': { APIGatewayClient: Client },
}

beforeEach(() => captureStdout())
afterEach(() => jest.restoreAllMocks())

describe.each(ENTRIES)('the bundle of %s', (entry) => {
  it('exports an async handler', () => {
    const handler = load<() => unknown>(entry, { modules })
    expect(typeof handler).toBe('function')
    // Node 24 on Lambda refuses a handler that takes a callback.
    expect(handler.length).toBeLessThan(3)
  })

  it('is small enough to read in a template', () => {
    expect(Buffer.byteLength(bundle(entry))).toBeLessThan(LARGEST[entry])
  })

  it('requires nothing but Node and the SDK', () => {
    const required = [...bundle(entry).matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)
    expect(required.filter((name) => !/^(node:|@aws-sdk\/)/.test(name ?? ''))).toEqual([])
  })
})
