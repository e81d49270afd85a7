import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { Failure } from '../../command/failure.ts'
import { partitionOf, suffixOf } from '../../template/place.ts'
import { Denied } from '../aws/refusals.ts'

/** The bucket that holds nested templates: one for each account and region. */
export interface Bucket {
  readonly name: string
  /** The account that must own it; every call says so. */
  readonly owner: string
  readonly region: string
}

export const bucketOf = (owner: string, region: string): Bucket => ({
  name: `secure-private-api-artifacts-${owner}-${region}`,
  owner,
  region,
})

export const urlIn =
  ({ name, region }: Bucket) =>
  (key: string): string =>
    `https://${name}.s3.${region}.${suffixOf(region)}/${key}`

/** Set last, so that a bucket that has it has all of its settings. */
const FINISHED = { Key: 'secure-private-api:settings', Value: '1' }

/** @throws Failure where the name belongs to somebody else */
export async function bucketExists(s3: S3Client, bucket: Bucket): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand(asked(bucket)))
    return true
  } catch (error) {
    if ((error as Error).name === 'NotFound') return false
    // HEAD has no body: 403 is what S3 answers for a bucket of somebody else, and for a call that IAM denies.
    if (error instanceof Denied) throw notOurs(bucket)
    throw error
  }
}

/** Makes the bucket. One that a run before this one made and did not finish is fine. */
export async function createBucket(s3: S3Client, bucket: Bucket): Promise<void> {
  const { name, region } = bucket
  const input: CreateBucketCommandInput = { Bucket: name, ObjectOwnership: 'BucketOwnerEnforced' }
  // us-east-1 has no location constraint (S3 API reference, CreateBucket).
  if (region !== 'us-east-1') input.CreateBucketConfiguration = { LocationConstraint: region as 'us-west-2' }
  try {
    await s3.send(new CreateBucketCommand(input))
  } catch (error) {
    if ((error as Error).name === 'BucketAlreadyExists') throw notOurs(bucket)
    if ((error as Error).name !== 'BucketAlreadyOwnedByYou') throw error
  }
}

/** Settles the bucket unless that is done: encryption, no public access, versions, TLS only. */
export async function settleBucket(s3: S3Client, bucket: Bucket): Promise<void> {
  if (await isSettled(s3, bucket)) return
  const to = asked(bucket)
  const all = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  }
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }
  // One after the other: S3 aborts operations on a bucket that conflict (OperationAborted).
  await s3.send(new PutPublicAccessBlockCommand({ ...to, PublicAccessBlockConfiguration: all }))
  await s3.send(
    new PutBucketEncryptionCommand({ ...to, ServerSideEncryptionConfiguration: { Rules: [rule] } }),
  )
  await s3.send(new PutBucketVersioningCommand({ ...to, VersioningConfiguration: { Status: 'Enabled' } }))
  await s3.send(new PutBucketPolicyCommand({ ...to, Policy: JSON.stringify(tlsOnly(bucket)) }))
  await s3.send(new PutBucketTaggingCommand({ ...to, Tagging: { TagSet: [FINISHED] } }))
}

async function isSettled(s3: S3Client, bucket: Bucket): Promise<boolean> {
  try {
    const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand(asked(bucket)))
    return TagSet.some(({ Key, Value }) => Key === FINISHED.Key && Value === FINISHED.Value)
  } catch (error) {
    if ((error as Error).name === 'NoSuchTagSet') return false
    throw error
  }
}

export const asked = ({ name, owner }: Bucket) => ({ Bucket: name, ExpectedBucketOwner: owner })

/** Nobody reads or writes it over plain HTTP (S3 user guide, "Enforce encryption of data in transit"). */
function tlsOnly({ name, region }: Bucket) {
  const arn = `arn:${partitionOf(region)}:s3:::${name}`
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  }
}

const notOurs = ({ name, owner }: Bucket): Failure =>
  new Failure(
    `The bucket ${name} is not account ${owner}'s, or s3:ListBucket on it is denied; it is not used.`,
    'Allow s3:ListBucket. If it is somebody else’s, upload dist/ to a bucket of yours as README tells.',
  )
