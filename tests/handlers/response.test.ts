import type { CloudFormationCustomResourceResponse } from 'aws-lambda'
import { putResponse, responseBody } from '../../handlers/response.ts'
import { type ResponseServer, responseServer } from './response-server.ts'

const success: CloudFormationCustomResourceResponse = {
  Status: 'SUCCESS',
  PhysicalResourceId: 'Probe',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Probe',
  Data: { InsideVpc: '200' },
}

let server: ResponseServer | undefined
afterEach(() => server?.close())

async function put(statuses: number[]) {
  server = await responseServer(statuses)
  const slept: number[] = []
  const sleep = async (milliseconds: number) => slept.push(milliseconds)
  const error = await putResponse(server.url, success, sleep).catch((thrown: Error) => thrown.message)
  return { error, attempts: server.received.length, slept }
}

describe('putResponse', () => {
  it('puts the body without a content type, as the URL is signed', async () => {
    await put([200])
    expect(server?.answers()).toEqual([success])
    expect(server?.received[0]).toMatchObject({ method: 'PUT', headers: { 'content-type': '' } })
    expect(server?.received[0]?.headers['content-length']).toBe(String(responseBody(success).length))
  })

  it.each([
    { statuses: [200], error: undefined, attempts: 1, slept: [] },
    { statuses: [503, 200], error: undefined, attempts: 2, slept: [250] },
    { statuses: [500, 503, 200], error: undefined, attempts: 3, slept: [250, 1000] },
    {
      statuses: [500],
      error: 'The answer did not reach CloudFormation (HTTP 500).',
      attempts: 3,
      slept: [250, 1000],
    },
    { statuses: [403], error: 'The answer did not reach CloudFormation (HTTP 403).', attempts: 1, slept: [] },
  ])('given $statuses attempts $attempts times', async ({ statuses, ...outcome }) => {
    expect(await put(statuses)).toEqual(outcome)
  })

  it('retries a refused connection and never names the URL', async () => {
    server = await responseServer()
    await server.close()
    const sleep = jest.fn(async () => undefined)
    const error = await putResponse(server.url, success, sleep).catch((thrown: Error) => thrown)
    expect(sleep).toHaveBeenCalledTimes(2)
    expect(String((error as Error).stack)).toContain('ECONNREFUSED')
    expect(String((error as Error).stack)).not.toContain('secret')
  })
})

describe('responseBody', () => {
  const sizes = [
    { name: 'short texts', text: 'short', values: 2 },
    { name: 'a long reason', text: 'x'.repeat(100_000), values: 0 },
    { name: 'long data', text: 'x'.repeat(5000), values: 10 },
    { name: 'texts of four bytes a character', text: '🦊'.repeat(5000), values: 3 },
    { name: 'pairs of surrogates at odd places', text: `x${'🦊'.repeat(5000)}`, values: 3 },
    { name: 'texts that grow when quoted', text: '"\n\u0001'.repeat(2000), values: 3 },
  ]
  it.each(sizes)('stays below 4096 bytes with $name', ({ text, values }) => {
    const Data = Object.fromEntries(Array.from({ length: values }, (_, i) => [`Key${i}`, text]))
    const body = responseBody({ ...success, Status: 'FAILED', Reason: text, Data })
    expect(body.length).toBeLessThan(4096)
    const parsed = JSON.parse(body.toString())
    expect(parsed).toMatchObject({ StackId: 'stack', PhysicalResourceId: 'Probe' })
    const shown = parsed.Reason.replace(/…$/, '')
    expect(text.startsWith(shown) && shown.length > 0).toBe(true)
    // UTF-8 cannot hold half a surrogate pair.
    expect(Buffer.from(shown).toString()).toBe(shown)
    expect(parsed.Reason.endsWith('…')).toBe(text.length > 100)
    expect(Object.keys(parsed.Data)).toHaveLength(values)
  })
})
