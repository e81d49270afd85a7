import { AwsV4Signer } from 'aws4fetch'
import { type Gateway, type Headers, SIGNER, useGateway } from './gateway.ts'

let lab: Gateway
useGateway((one) => {
  lab = one
})

type Signing = Partial<ConstructorParameters<typeof AwsV4Signer>[0]>

/** The headers of a request that another implementation signed. */
async function signed(path: string, more: Signing = {}): Promise<Headers> {
  const signer = new AwsV4Signer({
    url: `https://${lab.hostOf('Api')}${path}`,
    accessKeyId: SIGNER.accessKeyId,
    secretAccessKey: SIGNER.secretAccessKey,
    sessionToken: SIGNER.sessionToken,
    service: 'execute-api',
    region: 'us-east-1',
    datetime: '20261126T150925Z',
    ...more,
  })
  const { headers } = await signer.sign()
  return Object.fromEntries(headers)
}

const ask = async (path: string, more: Signing = {}, headers: Headers = {}) =>
  lab.get(path, { headers: { ...(await signed(path, more)), ...headers } })

test.each([
  '/prod/signed',
  '/prod/signed?b=2&a=1&a=0&c',
  '/prod/signed?q=%C3%A9%20y&empty=',
  "/prod/signed?x=~*!'()",
])('%s is answered when it is signed, and the function sees by whom', async (path) => {
  expect(await ask(path)).toMatchObject({ status: 200, body: 'hello' })
  expect(lab.state.events[0]?.event.requestContext.identity).toMatchObject({
    userArn: 'arn:aws:sts::111122223333:assumed-role/Caller/i-0123456789abcdef0',
    accountId: '111122223333',
    accessKey: SIGNER.accessKeyId,
    caller: SIGNER.userId,
    user: SIGNER.userId,
    sourceIp: '127.20.1.99',
  })
})

test('a body is signed along', async () => {
  const headers = await signed('/prod/greet', { method: 'POST', body: '{"a":1}' })
  const post = (body: string) => lab.get('/prod/greet', { method: 'POST', headers, body })
  expect((await post('{"a":1}')).status).toBe(200)
  expect(lab.state.events[0]?.event.body).toBe('{"a":1}')
  expect((await post('{"a":2}')).header('x-amzn-ErrorType')).toBe('InvalidSignatureException')
})

test('who signs where nobody asks is nobody to the function', async () => {
  expect((await ask('/prod/greet')).status).toBe(200)
  expect(lab.state.events[0]?.event.requestContext.identity).toMatchObject({ userArn: null, accessKey: null })
})

test('a policy that denies names who signed', async () => {
  const { status, body } = await ask('/prod/denied')
  expect(status).toBe(403)
  expect(body).toBe(
    `{"Message":"User: ${SIGNER.arn} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:${lab.idOf('Api')}/prod/GET/denied with an explicit deny"}`,
  )
})

/** Of an algorithm that the lab does not know. */
const SIGV4A = `AWS4-ECDSA-P256-SHA256 Credential=A/20261126/execute-api/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`
const MISMATCH = /^The request signature we calculated does not match the signature you provided\./

test.each<[string, Signing, Headers, string, string | RegExp]>([
  ['another secret', { secretAccessKey: 'x' }, {}, 'InvalidSignatureException', MISMATCH],
  ['another path', { url: 'https://x/prod/greet' }, {}, 'InvalidSignatureException', MISMATCH],
  ['another method', { method: 'DELETE' }, {}, 'InvalidSignatureException', MISMATCH],
  [
    'another host',
    { url: 'https://other.execute-api.us-east-1.amazonaws.com/prod/signed' },
    {},
    'InvalidSignatureException',
    MISMATCH,
  ],
  [
    'a key of nobody',
    { accessKeyId: 'ASIAQQQQQQQQQQQQQQQQ' },
    {},
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ],
  [
    'another token',
    { sessionToken: 'x' },
    {},
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ],
  [
    'a header that AWS reads and nobody signed',
    {},
    { 'x-amz-more': '1' },
    'InvalidSignatureException',
    "'x-amz-more' must be a 'SignedHeader' in the AWS Authorization.",
  ],
  [
    'a date too early',
    { datetime: '20261126T150424Z' },
    {},
    'InvalidSignatureException',
    'Signature expired: 20261126T150424Z is now earlier than 20261126T150425Z (20261126T150925Z - 5 min.)',
  ],
  [
    'a date too late',
    { datetime: '20261126T151426Z' },
    {},
    'InvalidSignatureException',
    'Signature not yet current: 20261126T151426Z is still later than 20261126T151425Z (20261126T150925Z + 5 min.)',
  ],
  [
    'no date that there is',
    { datetime: '20261132T150925Z' },
    {},
    'InvalidSignatureException',
    /^Signature expired: /,
  ],
  [
    'another region and service',
    { region: 'eu-west-1', service: 's3', headers: { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' } },
    {},
    'InvalidSignatureException',
    "Credential should be scoped to a valid region, not 'eu-west-1'. Credential should be scoped to correct service: 'execute-api'. ",
  ],
  ['an algorithm of another kind', {}, { authorization: SIGV4A }, 'InvalidSignatureException', MISMATCH],
])('%s is refused in the words of AWS, whatever the method wants', async (_, more, headers, type, says) => {
  for (const path of ['/prod/signed', '/prod/greet']) {
    const other = more.url === undefined || !more.url.endsWith(path) ? more : { ...more, url: `${more.url}x` }
    const { status, body, header } = await ask(path, other, headers)
    expect([status, header('x-amzn-ErrorType')]).toEqual([403, type])
    expect(JSON.parse(body).message).toEqual(typeof says === 'string' ? says : expect.stringMatching(says))
  }
  expect(lab.state.events).toEqual([])
})

test('five minutes are allowed', async () => {
  for (const datetime of ['20261126T150425Z', '20261126T151425Z'])
    expect((await ask('/prod/signed', { datetime })).status).toBe(200)
})

test('a signature in the query is refused, and the log says why', async () => {
  const { url } = await new AwsV4Signer({
    url: `https://${lab.hostOf('Api')}/prod/signed`,
    ...SIGNER,
    service: 'execute-api',
    region: 'us-east-1',
    datetime: '20261126T150925Z',
    signQuery: true,
  }).sign()
  expect((await lab.get(url.pathname + url.search)).header('x-amzn-ErrorType')).toBe(
    'InvalidSignatureException',
  )
  expect(lab.state.log[0]).toContain('the lab verifies signatures in the header only')
})
