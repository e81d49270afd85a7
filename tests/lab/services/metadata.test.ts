import { assumeRole } from '../../../scripts/lab/identity/identity.ts'
import { sessionOf } from '../../../scripts/lab/identity/sessions.ts'
import { type Metadata, serveMetadata } from '../../../scripts/lab/services/index.ts'

const identity = assumeRole(
  sessionOf({ partition: 'aws', account: '111122223333' }, 'Caller', 'i-0123456789abcdef0'),
)
const SELF: Metadata = { region: 'eu-west-1', address: '10.0.0.9', profile: { role: 'Caller', identity } }

let service: Awaited<ReturnType<typeof serveMetadata>>
let metadata: Metadata
beforeAll(async () => {
  service = await serveMetadata('127.0.0.1', () => metadata, 0)
})
beforeEach(() => {
  metadata = SELF
})
afterAll(() => service.close())

const ask = async (path: string, method: string, headers: Record<string, string>) => {
  const answer = await fetch(`http://127.0.0.1:${service.port}/latest/${path}`, { method, headers })
  return { status: answer.status, body: await answer.text() }
}
const TTL = { 'X-aws-ec2-metadata-token-ttl-seconds': '60' }
const get = async (path: string) => {
  const { body } = await ask('api/token', 'PUT', TTL)
  return ask(`meta-data/${path}`, 'GET', { 'X-aws-ec2-metadata-token': body })
}

test('an instance learns the credentials of its profile', async () => {
  expect(await get('iam/security-credentials/')).toEqual({ status: 200, body: 'Caller' })
  expect(JSON.parse((await get('iam/security-credentials/Caller')).body)).toEqual({
    Code: 'Success',
    LastUpdated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    Type: 'AWS-HMAC',
    AccessKeyId: identity.accessKeyId,
    SecretAccessKey: identity.secretAccessKey,
    Token: identity.sessionToken,
    Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  })
  expect((await get('placement/region')).body).toBe('eu-west-1')
  expect((await get('local-ipv4')).body).toBe('10.0.0.9')
})

test('and without a profile none', async () => {
  metadata = { ...SELF, profile: undefined }
  expect((await get('iam/security-credentials/')).status).toBe(404)
  expect((await get('iam/security-credentials/Caller')).status).toBe(404)
})

test.each<[string, string, string, Record<string, string>, number]>([
  ['no token', 'meta-data/local-ipv4', 'GET', {}, 401],
  ['a token of nobody', 'meta-data/local-ipv4', 'GET', { 'X-aws-ec2-metadata-token': 'x' }, 401],
  ['a token without a time', 'api/token', 'PUT', {}, 400],
  ['a token for too long', 'api/token', 'PUT', { 'X-aws-ec2-metadata-token-ttl-seconds': '21601' }, 400],
  ['a token by way of a proxy', 'api/token', 'PUT', { ...TTL, 'X-Forwarded-For': '10.0.0.1' }, 403],
])('%s is refused', async (_, path, method, headers, status) => {
  expect(await ask(path, method, headers)).toEqual({ status, body: '' })
})

test.each(['', 'nowhere', 'toString', '__proto__', 'iam/security-credentials/Other'])(
  'there is no %j',
  async (path) => expect((await get(path)).status).toBe(404),
)
