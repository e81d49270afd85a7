import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { S3Client } from '@aws-sdk/client-s3'
import { STSClient } from '@aws-sdk/client-sts'
import type { startAws } from './index.ts'

export type Aws = Awaited<ReturnType<typeof startAws>>

/** What the SDK's clients are made with to talk to an endpoint, in a test that shares its process with others. */
export const configuration = ({ url, env }: Aws) => ({
  endpoint: url,
  region: env.AWS_REGION,
  credentials: {
    accessKeyId: env.AWS_ACCESS_KEY_ID,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
    sessionToken: env.AWS_SESSION_TOKEN,
  },
})

export const clients = (aws: Aws) => ({
  cloudformation: new CloudFormationClient(configuration(aws)),
  s3: new S3Client(configuration(aws)),
  sts: new STSClient(configuration(aws)),
})
