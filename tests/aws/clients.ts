import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { EC2Client } from '@aws-sdk/client-ec2'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import { S3Client } from '@aws-sdk/client-s3'
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas'
import { STSClient } from '@aws-sdk/client-sts'
import type { startAws } from './index.ts'

// Versions are pinned: that later ones need a newer Node is no news to a test (delivery/aws/connect.ts).
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

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
  apigateway: new APIGatewayClient(configuration(aws)),
  cloudformation: new CloudFormationClient(configuration(aws)),
  ec2: new EC2Client(configuration(aws)),
  iam: new IAMClient(configuration(aws)),
  lambda: new LambdaClient(configuration(aws)),
  logs: new CloudWatchLogsClient(configuration(aws)),
  quotas: new ServiceQuotasClient(configuration(aws)),
  s3: new S3Client(configuration(aws)),
  sts: new STSClient(configuration(aws)),
  tagging: new ResourceGroupsTaggingAPIClient(configuration(aws)),
})
