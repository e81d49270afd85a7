import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3'
import { type Aws, clients, configuration } from '../clients.ts'
import { startAws } from '../index.ts'
import { virtualClock } from '../virtual-clock.ts'

let aws: Aws
let s3: S3Client
const Bucket = 'bucket-of-mine'
beforeEach(async () => {
  aws = await startAws({ clock: virtualClock() })
  s3 = clients(aws).s3
})
afterEach(() => aws.stop())
const create = () => s3.send(new CreateBucketCommand({ Bucket }))
const version = () =>
  s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }))

test('an object is put once, and read as it was', async () => {
  await create()
  const key = { Bucket, Key: 'a b/ü.yaml' }
  await expect(s3.send(new HeadObjectCommand(key))).rejects.toMatchObject({ name: 'NotFound' })
  const put = () =>
    s3.send(new PutObjectCommand({ ...key, Body: 'Grüße', IfNoneMatch: '*', ContentType: 'text/yaml' }))
  await put()
  await expect(put()).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  })
  const { Body, ContentType, ServerSideEncryption } = await s3.send(new GetObjectCommand(key))
  expect([await Body?.transformToString(), ContentType, ServerSideEncryption]).toEqual([
    'Grüße',
    'text/yaml',
    'AES256',
  ])
  expect(await s3.send(new HeadObjectCommand(key))).toMatchObject({ ContentLength: 7 })
})

test('an upload that does not add up is refused', async () => {
  await create()
  const put = new PutObjectCommand({ Bucket, Key: 'k', Body: 'body', ChecksumCRC32: 'AAAAAA==' })
  await expect(s3.send(put)).rejects.toMatchObject({ name: 'BadDigest' })
})

test('a bucket with versions is emptied of each of them before it can go', async () => {
  await create()
  await version()
  for (const Key of ['a', 'a', 'b']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
  await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }] } }))
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
    name: 'NoSuchKey',
  })
  await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' })
  const objects: { Key: string; VersionId: string }[] = []
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {}
  do {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...next }))
    for (const { Key = '', VersionId = '' } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
      objects.push({ Key, VersionId })
    next = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
  } while (next.KeyMarker)
  expect(objects.map(({ Key }) => Key).sort()).toEqual(['a', 'a', 'a', 'b'])
  const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: objects } }))
  expect(Deleted?.length).toBe(4)
  await s3.send(new DeleteBucketCommand({ Bucket }))
  expect(aws.s3.buckets.size).toBe(0)
})

test('keys come in pages', async () => {
  await create()
  for (const Key of ['p/1', 'p/2', 'p/3', 'q'])
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: '-' }))
  const keys: (string | undefined)[][] = []
  for await (const { Contents } of paginateListObjectsV2(
    { client: s3, pageSize: 2 },
    { Bucket, Prefix: 'p/' },
  ))
    keys.push(Contents?.map(({ Key }) => Key) ?? [])
  expect(keys).toEqual([['p/1', 'p/2'], ['p/3']])
})

test.each([
  ['https://b.s3.us-east-1.amazonaws.com/p/t.yaml'],
  ['https://b.s3.amazonaws.com/p/t.yaml'],
  ['https://s3.us-east-1.amazonaws.com/b/p/t.yaml'],
  ['http://127.0.0.1:1/b/p/t.yaml'],
])('CloudFormation finds a template by %s', (url) => {
  const bucket = aws.s3.add('b', '111122223333', 'us-east-1')
  aws.s3.put(bucket, 'p/t.yaml', Buffer.from('Resources: {}'))
  expect(aws.s3.byUrl(url)).toBe('Resources: {}')
})

test('a template by its version is that one', () => {
  const bucket = aws.s3.add('b', '111122223333', 'us-east-1')
  bucket.configuration.set(
    'versioning',
    '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
  )
  const { versionId } = aws.s3.put(bucket, 't', Buffer.from('old'))
  aws.s3.put(bucket, 't', Buffer.from('new'))
  const url = 'https://b.s3.us-east-1.amazonaws.com/t'
  expect([aws.s3.byUrl(url), aws.s3.byUrl(`${url}?versionId=${versionId}`)]).toEqual(['new', 'old'])
})

test('a bucket can be named by the host as well', async () => {
  await create()
  await s3.send(new PutObjectCommand({ Bucket, Key: 'p/k', Body: 'body' }))
  // As the SDK does where an endpoint has a name rather than a number, and as it does on AWS.
  const client = new S3Client({ ...configuration(aws), endpoint: aws.url.replace('127.0.0.1', 'localhost') })
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { hostname: string; path: string; headers: Record<string, string> }
      expect([request.hostname, request.path]).toEqual([`${Bucket}.localhost`, '/p/k'])
      // Whether names below localhost lead anywhere is up to the machine.
      request.hostname = '127.0.0.1'
      return next(args)
    },
    { step: 'finalizeRequest', priority: 'low' },
  )
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'p/k' }))
  expect(await Body?.transformToString()).toBe('body')
})
