/** What IAM calls the services of our clients. */
const PREFIXES: Readonly<Record<string, string>> = {
  APIGatewayClient: 'apigateway',
  CloudFormationClient: 'cloudformation',
  CloudWatchLogsClient: 'logs',
  EC2Client: 'ec2',
  IAMClient: 'iam',
  LambdaClient: 'lambda',
  ResourceGroupsTaggingAPIClient: 'tag',
  S3Client: 's3',
  ServiceQuotasClient: 'servicequotas',
  STSClient: 'sts',
}

/** Calls whose action has another name (Service Authorization Reference, Amazon S3 and API Gateway). */
const NAMES: Readonly<Record<string, string>> = {
  'apigateway:GetAccount': 'apigateway:GET',
  's3:HeadObject': 's3:GetObject',
  's3:HeadBucket': 's3:ListBucket',
  's3:ListObjectVersions': 's3:ListBucketVersions',
  's3:DeleteObjects': 's3:DeleteObjectVersion',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
}

/** The IAM action behind an SDK command: `S3Client`, `HeadObjectCommand` → `s3:GetObject`. */
export function actionOf(clientName: string, commandName: string): string {
  const action = `${PREFIXES[clientName] ?? clientName}:${commandName.replace(/Command$/, '')}`
  return NAMES[action] ?? action
}
