import { main as deploy } from '../../../scripts/deploy.ts'
import { type Desk, openDesk } from '../commands/desk.ts'
import { small } from '../commands/small.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const NAME = 'secure-private-api-artifacts-111122223333-us-east-1'
const template = small()
const run = () => deploy(['--stack', 'demo', '--template', template, '--yes'], desk.edge)
const bucket = () => desk.aws.s3.buckets.get(NAME)
const keys = () => [...(bucket()?.objects.keys() ?? [])]

test('the bucket is private, encrypted, versioned, takes TLS only, and is asked for as ours each time', async () => {
  await run()
  const settings = bucket()?.configuration
  expect(settings?.get('publicAccessBlock')?.match(/true/g)).toHaveLength(4)
  expect(settings?.get('encryption')).toContain('AES256')
  expect(settings?.get('versioning')).toContain('Enabled')
  expect(settings?.get('ownershipControls')).toContain('BucketOwnerEnforced')
  expect(JSON.parse(settings?.get('policy') ?? '{}').Statement).toEqual([
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${NAME}`, `arn:aws:s3:::${NAME}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ])
  const calls = desk.aws.calls.named('s3:').filter(({ action }) => action !== 'CreateBucket')
  expect(new Set(calls.map(({ parameters }) => parameters.ExpectedBucketOwner))).toEqual(
    new Set(['111122223333']),
  )
})

test('a bucket of that name that is somebody else’s is never used', async () => {
  desk.aws.s3.add(NAME, '999999999999', 'us-east-1')
  await expect(run()).rejects.toMatchObject({ name: 'Failure' })
  expect(keys()).toEqual([])
  expect(desk.aws.calls.count('s3:PutObject')).toBe(0)
  expect(await desk.stack()).toBeUndefined()
})

test('what is there already is not uploaded again; what was put under its name is replaced', async () => {
  await run()
  const [key = ''] = keys()
  expect(key).toMatch(/^[0-9a-f]{64}\.template\.yaml$/)
  desk.forget()
  await deploy(['--stack', 'other', '--template', template, '--yes'], desk.edge)
  expect(desk.aws.calls.named('s3:').map(({ action }) => action)).toEqual(['HeadObject'])

  const theirs = bucket()
  if (theirs) desk.aws.s3.put(theirs, key, Buffer.from('Resources: {}'))
  desk.forget()
  await deploy(['--stack', 'third', '--template', template, '--yes'], desk.edge)
  expect(desk.aws.calls.count('s3:PutObject')).toBe(1)
})
