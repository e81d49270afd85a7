import { Denied } from '../../aws/refusals.ts'
import { bad, type Check, ok } from '../check.ts'

export const bucket: Check = {
  name: 'bucket',
  looksAt: 'HeadBucket',
  applies: ({ types }) => types.has('AWS::CloudFormation::Stack'),
  async run({ aws, identity }) {
    const { asked, bucketOf } = await import('../../artifacts/bucket.ts')
    const { HeadBucketCommand, S3Client } = await import('@aws-sdk/client-s3')
    const wanted = bucketOf(identity.account, aws.region)
    try {
      await aws.open(S3Client).send(new HeadBucketCommand(asked(wanted)))
      return ok(`${wanted.name} is this account’s`)
    } catch (error) {
      // HEAD says no more of a bucket that is somebody else's than of one that IAM denies.
      if (error instanceof Denied)
        return bad(
          `${wanted.name} is not this account’s, or s3:ListBucket on it is denied`,
          'Allow s3:ListBucket. If it is somebody else’s, upload dist/ to a bucket of yours as README tells.',
        )
      if ((error as Error).name !== 'NotFound') throw error
      return ok(`there is no ${wanted.name} yet: npm run deploy asks before it makes it`)
    }
  },
}
