import {
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { type Aws, clients } from '../clients.ts'
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

test('a bucket is made, made again, and found', async () => {
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NotFound',
    $metadata: { httpStatusCode: 404 },
  })
  await create()
  await create()
  expect(await s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: '111122223333' }))).toMatchObject(
    {
      BucketRegion: 'us-east-1',
    },
  )
})

test('a bucket of somebody else is neither made nor seen', async () => {
  aws.s3.add(Bucket, '999999999999', 'us-east-1')
  await expect(create()).rejects.toMatchObject({
    name: 'BucketAlreadyExists',
    $metadata: { httpStatusCode: 409 },
  })
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  })
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
    name: 'AccessDenied',
  })
})

test('a bucket that is not its expected owner’s is refused', async () => {
  await create()
  const ExpectedBucketOwner = '999999999999'
  await expect(
    s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'b', ExpectedBucketOwner })),
  ).rejects.toMatchObject({
    name: 'AccessDenied',
    message: 'Access Denied',
    $metadata: { httpStatusCode: 403 },
  })
})

test('a bucket in another region says where it is', async () => {
  aws.s3.add(Bucket, '111122223333', 'eu-west-1')
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 301 },
    $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
  })
})

test('outside us-east-1 a bucket needs its region, and one’s own is an error', async () => {
  await aws.stop()
  aws = await startAws({ clock: virtualClock(), region: 'eu-west-1' })
  s3 = clients(aws).s3
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const
  const made = () => s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }))
  await made()
  await expect(made()).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' })
})

test('what a new bucket has, and what it is given', async () => {
  await create()
  const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }))
  const sse = (algorithm: 'AES256' | 'aws:kms') => ({
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm }, BucketKeyEnabled: false }],
  })
  expect(encryption.ServerSideEncryptionConfiguration).toEqual(sse('AES256'))
  const blocked = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  }
  const block = async () =>
    (await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration
  expect(await block()).toEqual(blocked)
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: { ...blocked, BlockPublicAcls: false },
    }),
  )
  expect(await block()).toEqual({ ...blocked, BlockPublicAcls: false })
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: sse('aws:kms') }))
  expect(
    (await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration,
  ).toEqual(sse('aws:kms'))
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
    }),
  )
  expect((await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls?.Rules).toEqual(
    [{ ObjectOwnership: 'ObjectWriter' }],
  )
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined()
  await version()
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled')
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchBucketPolicy',
  })
  const Policy = '{"Version":"2012-10-17","Statement":[]}'
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy)
  await expect(s3.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchTagSet',
  })
  const TagSet = [{ Key: 'Project', Value: 'a & b' }]
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }))
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet)
  expect(aws.tagging.resources().get(`arn:aws:s3:::${Bucket}`)).toEqual(new Map([['Project', 'a & b']]))
})
