import { createHash } from 'node:crypto'
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Aws } from '../aws/connect.ts'
import { asked, type Bucket, bucketExists, createBucket, settleBucket } from './bucket.ts'
import type { Artifact } from './package.ts'

/**
 * Puts what is missing into the bucket; keys are named after their content, so that nothing is there twice.
 *
 * @param consent asked before the bucket is made
 * @param say told of what is done
 * @returns false where the bucket was not to be made
 */
export async function upload(
  aws: Aws,
  bucket: Bucket,
  artifacts: readonly Artifact[],
  consent: (question: string) => Promise<boolean>,
  say: (line: string) => void,
): Promise<boolean> {
  const s3 = aws.open(S3Client)
  const missing = await missingIn(s3, bucket, artifacts)
  if (missing.length === 0) return true
  if (!(await bucketExists(s3, bucket))) {
    const what = `a bucket for templates, ${bucket.name}: private, encrypted, versioned, TLS only`
    if (!(await consent(`Make ${what}?`))) return false
    say(`making ${what}`)
    await createBucket(s3, bucket)
  }
  await settleBucket(s3, bucket)
  await Promise.all(missing.map((artifact) => put(s3, bucket, artifact)))
  say(`uploaded ${missing.map(({ file }) => file).join(', ')} to ${bucket.name}`)
  return true
}

async function missingIn(s3: S3Client, bucket: Bucket, artifacts: readonly Artifact[]): Promise<Artifact[]> {
  const found = await Promise.all(artifacts.map((artifact) => isThere(s3, bucket, artifact)))
  return artifacts.filter((_, index) => !found[index])
}

/** Under its name and with its content: whoever may write there may also have put something else under that name. */
async function isThere(s3: S3Client, bucket: Bucket, { key, body }: Artifact): Promise<boolean> {
  try {
    const head = new HeadObjectCommand({ ...asked(bucket), Key: key, ChecksumMode: 'ENABLED' })
    return (await s3.send(head)).ChecksumSHA256 === checksum(body)
  } catch (error) {
    // No such object, or no such bucket.
    if ((error as Error).name === 'NotFound') return false
    throw error
  }
}

const put = (s3: S3Client, bucket: Bucket, { key, body }: Artifact) =>
  s3.send(
    new PutObjectCommand({
      ...asked(bucket),
      Key: key,
      Body: body,
      ContentType: 'text/yaml',
      ChecksumSHA256: checksum(body),
    }),
  )

const checksum = (body: string): string => createHash('sha256').update(body).digest('base64')
