import { S3Client } from '@aws-sdk/client-s3'
import { bucketExists, bucketOf } from '../artifacts/bucket.ts'
import type { Aws } from '../aws/connect.ts'
import { identityOf } from '../aws/identity.ts'
import type { Edge } from '../edge.ts'
import { consents } from '../terminal.ts'
import { removeBucket, type Version, versionsIn } from './artifacts.ts'
import { bucketUsers } from './bucket-users.ts'

/** Removes the bucket of templates, if that is what somebody wants. Whether it is gone. */
export async function destroyArtifacts(
  aws: Aws,
  { terminal }: Edge,
  yes: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const { account } = await identityOf(aws)
  const bucket = bucketOf(account, aws.region)
  const s3 = aws.open(S3Client)
  if (!(await bucketExists(s3, bucket))) {
    terminal.write(`there is no bucket ${bucket.name}\n`)
    return true
  }
  const versions = await versionsIn(s3, bucket)
  const users = await bucketUsers(aws.cloudformation, bucket.name)
  terminal.write(contentText(bucket.name, versions, users))
  if (!(await consents(terminal, `Remove ${bucket.name} and all that is in it?`, yes, '--yes', signal)))
    return false
  await removeBucket(s3, bucket, versions)
  const isGone = !(await bucketExists(s3, bucket))
  terminal.write(
    isGone ? `removed ${bucket.name}\n` : `${bucket.name} is still there: run the same command again\n`,
  )
  return isGone
}

function contentText(name: string, versions: readonly Version[], users: readonly string[]): string {
  const foreign = [...new Set(versions.map(({ Key }) => Key))].filter((key) => !TEMPLATE.test(key))
  return [
    `bucket ${name}: ${versions.length} versions and delete markers`,
    ...foreign.map((key) => `  ${key} was not put there by this project`),
    ...users.map(
      (user) => `  the stack ${user} has nested templates here, and could not be updated as it is`,
    ),
    '',
  ].join('\n')
}

/** How artifacts are named. */
const TEMPLATE = /^[0-9a-f]{64}\.template\.yaml$/
