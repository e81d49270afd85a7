import { call, type Finding, type Network } from '../../handlers/call.ts'

const ENV = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'key' }
const URL = 'https://api.execute-api.eu-west-1.amazonaws.com/miztiik/secure/greeter'
const addresses = ['10.10.2.13', '10.10.3.160']

const failure = (code: string) => Object.assign(new Error('failed'), { code })
const refusal = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: failure(code) })

function network(parts: Partial<Network> = {}): Network {
  return {
    resolve: async () => addresses,
    fetch: async () => new Response('{"message": "Hi"}'),
    env: ENV,
    ...parts,
  }
}
const ask = (parts: Partial<Network>) => call({ url: URL, signed: false }, network(parts))

const brokenOff = () =>
  new Response(new ReadableStream({ start: (controller) => controller.error(failure('ECONNRESET')) }))

describe('call', () => {
  it.each<{ code: string; finding: Finding }>([
    { code: 'ENOTFOUND', finding: { kind: 'no-name', code: 'ENOTFOUND' } },
    { code: 'ENODATA', finding: { kind: 'no-name', code: 'ENODATA' } },
    { code: 'EAI_AGAIN', finding: { kind: 'no-answer', addresses: [], code: 'EAI_AGAIN' } },
    { code: 'ESERVFAIL', finding: { kind: 'no-answer', addresses: [], code: 'ESERVFAIL' } },
  ])('finds $finding.kind when DNS fails with $code, and asks nobody', async ({ code, finding }) => {
    const fetched = jest.fn()
    expect(await ask({ resolve: () => Promise.reject(failure(code)), fetch: fetched })).toEqual(finding)
    expect(fetched).not.toHaveBeenCalled()
  })

  it.each([
    { error: refusal('ECONNREFUSED'), code: 'ECONNREFUSED' },
    { error: new DOMException('too late', 'TimeoutError'), code: 'TimeoutError' },
    { error: new TypeError('fetch failed'), code: 'TypeError' },
    { error: 'a string', code: 'Error' },
  ])('finds no answer ($code)', async ({ error, code }) => {
    expect(await ask({ fetch: () => Promise.reject(error) })).toEqual({ kind: 'no-answer', addresses, code })
  })

  it.each([
    { body: '{"message": "Hi Miztikal World"}', status: 200, message: 'Hi Miztikal World' },
    { body: '{"message":"Forbidden"}', status: 403, message: 'Forbidden' },
    { body: '{"Message":"User: anonymous is not"}', status: 403, message: 'User: anonymous is not' },
    { body: 'Hi Miztikal World', status: 200, message: 'not JSON: Hi Miztikal World' },
    { body: '', status: 200, message: 'not JSON: ' },
    { body: '{"message":null}', status: 500, message: 'JSON without a message: {"message":null}' },
    { body: 'null', status: 200, message: 'not JSON: null' },
  ])('finds the answer $status $body', async ({ body, status, message }) => {
    expect(await ask({ fetch: async () => new Response(body, { status }) })).toEqual({
      kind: 'answered',
      addresses,
      status,
      message,
    })
  })

  it('keeps the status of an answer whose body breaks off, for a 200 is a 200', async () => {
    expect(await ask({ fetch: async () => brokenOff() })).toMatchObject({
      status: 200,
      message: 'the body broke off (ECONNRESET)',
    })
  })

  it('bounds the message', async () => {
    const body = JSON.stringify({ message: 'x'.repeat(1000) })
    expect(await ask({ fetch: async () => new Response(body) })).toMatchObject({ message: 'x'.repeat(200) })
  })

  it('follows no redirect and waits for a bounded time', async () => {
    const fetched = jest.fn(async () => new Response('{}'))
    await ask({ fetch: fetched })
    expect(fetched).toHaveBeenCalledWith(
      URL,
      expect.objectContaining({ redirect: 'manual', signal: expect.any(AbortSignal) }),
    )
  })

  it('rejects a URL that is none, for that is a mistake and no finding', async () => {
    await expect(call({ url: 'greeter', signed: false }, network())).rejects.toThrow('Invalid URL')
  })
})

describe('a signed call', () => {
  async function headersOf(signed: boolean, env: Record<string, string>): Promise<Headers> {
    const fetched = jest.fn(async (..._call: Parameters<typeof fetch>) => new Response('{}'))
    await call({ url: URL, signed }, network({ fetch: fetched, env }))
    return new Headers(fetched.mock.calls[0]?.[1]?.headers)
  }

  it('has a SigV4 header for execute-api in its Region', async () => {
    expect((await headersOf(true, ENV)).get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/execute-api\/aws4_request, SignedHeaders=host;x-amz-date, Signature=[0-9a-f]{64}$/,
    )
  })

  it('signs the session token of a role too', async () => {
    const headers = await headersOf(true, { ...ENV, AWS_SESSION_TOKEN: 'token' })
    expect(headers.get('x-amz-security-token')).toBe('token')
    expect(headers.get('authorization')).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token')
  })

  it('is told from an unsigned one, which has no header at all', async () => {
    expect([...(await headersOf(false, ENV)).keys()]).toEqual([])
  })

  it.each(Object.keys(ENV))('rejects an environment without %s', async (name) => {
    const env = { ...ENV, [name]: undefined }
    await expect(call({ url: URL, signed: true }, network({ env }))).rejects.toThrow(name)
  })
})
