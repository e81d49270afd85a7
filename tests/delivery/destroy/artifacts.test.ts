import { readFileSync } from 'node:fs'
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { main as destroy } from '../../../scripts/destroy.ts'
import { clients } from '../../aws/clients.ts'
import { CHILDREN, deploy, main } from '../../aws/deploying.ts'
import { demo } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(60_000)
const Bucket = 'secure-private-api-artifacts-111122223333-us-east-1'
const KEY = `${'a'.repeat(64)}.template.yaml`
let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ pace: 'instant' })
})
afterEach(() => desk.close())
const run = (...args: string[]) => destroy(['--artifacts', ...args], desk.edge)

async function bucket(...keys: string[]): Promise<void> {
  const { s3 } = clients(desk.aws)
  await s3.send(new CreateBucketCommand({ Bucket }))
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }))
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))
}

test('the bucket goes with every version, asked about by its name', async () => {
  await bucket(KEY, KEY, KEY)
  desk.answer(() => 'y')
  expect(await run()).toBe(0)
  expect(desk.asked).toEqual([`Remove ${Bucket} and all that is in it? [y/N] `])
  expect(desk.text()).toContain(`bucket ${Bucket}: 3 versions and delete markers`)
  expect(desk.aws.s3.buckets.has(Bucket)).toBe(false)
})

test('every call names the owner', async () => {
  await bucket(KEY)
  desk.forget()
  await run('--yes')
  const calls = desk.aws.calls.named('s3:')
  expect(calls.length).toBeGreaterThan(3)
  for (const { parameters } of calls) expect(JSON.stringify(parameters)).toContain('111122223333')
})

test('without --artifacts it is not looked at', async () => {
  await bucket(KEY)
  expect(await destroy(['--yes'], desk.edge)).toBe(0)
  expect(desk.aws.s3.buckets.has(Bucket)).toBe(true)
})

test('it stays where nobody agrees, which is no success', async () => {
  await bucket(KEY)
  desk.answer(() => 'n')
  expect(await run()).toBe(1)
  expect(desk.aws.s3.buckets.has(Bucket)).toBe(true)
})

test('other stacks whose nested templates are in it are named, and what somebody else put there', async () => {
  await demo(desk)
  await bucket('notes.txt')
  const { s3 } = clients(desk.aws)
  for (const name of CHILDREN)
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: `p/${name}.yaml`,
        Body: readFileSync(`dist/${name}.yaml`, 'utf8'),
      }),
    )
  await deploy(desk.aws, desk.clock, {
    StackName: 'another',
    Parameters: main().Parameters?.map((each) =>
      each.ParameterKey === 'TemplateBucketName' ? { ...each, ParameterValue: Bucket } : each,
    ),
  })
  await run('--yes')
  expect(desk.text()).toContain('notes.txt was not put there by this project')
  expect(desk.text()).toContain('the stack another has nested templates here')
})

test('a bucket of that name that is somebody else’s is an error, and not touched', async () => {
  desk.aws.s3.add(Bucket, '999988887777', 'us-east-1')
  await expect(run('--yes')).rejects.toMatchObject({
    name: 'Failure',
    message: expect.stringContaining(`The bucket ${Bucket} is not account 111122223333's`),
  })
  expect(desk.aws.calls.count('s3:DeleteBucket')).toBe(0)
})

test('a bucket that is not there is fine', async () => {
  expect(await run('--yes')).toBe(0)
  expect(desk.text()).toContain(`there is no bucket ${Bucket}`)
})

test('more than a page of versions', async () => {
  await bucket()
  const store = desk.aws.s3
  const put = (key: string) => store.put(store.buckets.get(Bucket) as never, key, Buffer.from('x'))
  for (let n = 0; n < 1100; n++) put(`${n}`)
  expect(await run('--yes')).toBe(0)
  expect(desk.aws.calls.count('s3:DeleteObjects')).toBe(2)
})
