import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import { Failure } from '../../command/failure.ts'
import { asked, type Bucket } from '../artifacts/bucket.ts'

/** A version of an object, or a marker that it was deleted. */
export interface Version {
  readonly Key: string
  readonly VersionId: string
}

/** DeleteObjects takes as many (S3 API reference). */
const MOST_VERSIONS = 1000

/** All versions and delete markers in the bucket. */
export async function versionsIn(s3: S3Client, bucket: Bucket): Promise<Version[]> {
  const found: Version[] = []
  let last: ListObjectVersionsCommandOutput | undefined
  do {
    const after = last && { KeyMarker: last.NextKeyMarker, VersionIdMarker: last.NextVersionIdMarker }
    last = await s3.send(new ListObjectVersionsCommand({ ...asked(bucket), ...after }))
    for (const { Key = '', VersionId = '' } of [...(last.Versions ?? []), ...(last.DeleteMarkers ?? [])])
      found.push({ Key, VersionId })
  } while (last.IsTruncated)
  return found
}

/** Empties the bucket and removes it. One that is gone meanwhile is fine. */
export async function removeBucket(
  s3: S3Client,
  bucket: Bucket,
  versions: readonly Version[],
): Promise<void> {
  try {
    for (let at = 0; at < versions.length; at += MOST_VERSIONS)
      await deleteVersions(s3, bucket, versions.slice(at, at + MOST_VERSIONS))
    await s3.send(new DeleteBucketCommand(asked(bucket)))
  } catch (error) {
    const { name } = error as Error
    if (name === 'NoSuchBucket') return
    if (name !== 'BucketNotEmpty') throw error
    throw new Failure(
      `Somebody put more into ${bucket.name} while it was emptied: it stays.`,
      'Run the same command again, unless somebody still deploys from it.',
    )
  }
}

async function deleteVersions(s3: S3Client, bucket: Bucket, versions: readonly Version[]): Promise<void> {
  const Delete = { Objects: [...versions], Quiet: true }
  const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ ...asked(bucket), Delete }))
  const [first] = Errors
  if (first)
    throw new Failure(
      `${Errors.length} objects in ${bucket.name} cannot be deleted: ${first.Key}: ${first.Code}: ${first.Message}`,
      'Allow s3:DeleteObject and s3:DeleteObjectVersion there, and run the same command again.',
    )
}
