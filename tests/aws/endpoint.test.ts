import { GetAccountCommand } from '@aws-sdk/client-api-gateway'
import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda'
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api'
import { HeadBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { type Aws, clients, configuration } from './clients.ts'
import type { Trouble } from './faults.ts'
import { startAws } from './index.ts'
import { virtualClock } from './virtual-clock.ts'

let aws: Aws
beforeEach(async () => {
  aws = await startAws({ clock: virtualClock() })
})
afterEach(() => aws.stop())

/** A call of each service, however it is spoken to. */
const CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  cloudformation: () => clients(aws).cloudformation.send(new ListStacksCommand({})),
  s3: () => clients(aws).s3.send(new ListBucketsCommand({})),
  sts: () => clients(aws).sts.send(new GetCallerIdentityCommand({})),
  ec2: () => clients(aws).ec2.send(new DescribeVpcsCommand({})),
  logs: () => clients(aws).logs.send(new DescribeLogGroupsCommand({})),
  tagging: () => clients(aws).tagging.send(new GetResourcesCommand({})),
  apigateway: () => clients(aws).apigateway.send(new GetAccountCommand({})),
  lambda: () => clients(aws).lambda.send(new GetAccountSettingsCommand({})),
  servicequotas: () =>
    clients(aws).quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'vpc', QuotaCode: 'L-F678F1CE' })),
  iam: () =>
    clients(aws).iam.send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn: 'arn', ActionNames: ['s3:PutObject'] }),
    ),
}
const SERVICES = Object.keys(CALLS)
const call = (service: string) => CALLS[service]?.()
const first = (service: string) => aws.calls.all.find((each) => each.service === service)

test.each(SERVICES)('%s answers, and the call is on record', async (service) => {
  await call(service)
  expect(aws.calls.all).toMatchObject([{ index: 1, service, occurrence: 1, status: 200 }])
})

const DENIED: Readonly<Record<string, readonly [action: string, name: string, message: string]>> = {
  cloudformation: [
    'cloudformation:ListStacks',
    'AccessDenied',
    'User: arn:aws:iam::111122223333:user/dev is not authorized to perform: cloudformation:ListStacks on resource: * because no identity-based policy allows the cloudformation:ListStacks action',
  ],
  s3: ['s3:ListAllMyBuckets', 'AccessDenied', 'is not authorized to perform: s3:ListAllMyBuckets'],
  sts: ['sts:GetCallerIdentity', 'AccessDenied', 'perform: sts:GetCallerIdentity'],
  ec2: [
    'ec2:DescribeVpcs',
    'UnauthorizedOperation',
    'You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/dev is not authorized to perform: ec2:DescribeVpcs',
  ],
  logs: [
    'logs:DescribeLogGroups',
    'AccessDeniedException',
    'perform: logs:DescribeLogGroups on resource: arn:aws:logs:',
  ],
  tagging: ['tag:GetResources', 'AccessDeniedException', 'perform: tag:GetResources'],
  apigateway: [
    'apigateway:GET',
    'AccessDeniedException',
    'perform: apigateway:GET on resource: arn:aws:apigateway:us-east-1::/account',
  ],
  lambda: ['lambda:GetAccountSettings', 'AccessDeniedException', 'perform: lambda:GetAccountSettings'],
  servicequotas: [
    'servicequotas:GetServiceQuota',
    'AccessDeniedException',
    'perform: servicequotas:GetServiceQuota',
  ],
  iam: ['iam:SimulatePrincipalPolicy', 'AccessDenied', 'perform: iam:SimulatePrincipalPolicy'],
}
test.each(SERVICES)('%s names the action that is denied', async (service) => {
  const [action = '', name, message = ''] = DENIED[service] ?? []
  aws.deny.add(action)
  await expect(call(service)).rejects.toMatchObject({ name, message: expect.stringContaining(message) })
})

test('a denied HEAD has no body, so all the SDK knows is the status', async () => {
  aws.deny.add('s3:ListBucket')
  const head = clients(aws).s3.send(new HeadBucketCommand({ Bucket: 'bucket' }))
  await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
})

const EXPIRED: Readonly<Record<string, string>> = {
  cloudformation: 'ExpiredToken',
  s3: 'ExpiredToken',
  sts: 'ExpiredToken',
  ec2: 'RequestExpired',
  iam: 'ExpiredToken',
}
test.each(SERVICES)('%s refuses credentials that expired, from that call on', async (service) => {
  aws.faults.add({ when: 1, trouble: 'expire' })
  const name = EXPIRED[service] ?? 'ExpiredTokenException'
  await expect(call(service)).rejects.toMatchObject({ name, message: expect.stringContaining('expired') })
  await expect(call(service)).rejects.toMatchObject({ name })
  aws.credentials.renew()
  await call(service)
})

test.each(SERVICES)('%s: the SDK finds out that the clock is off, and asks again', async (service) => {
  aws.credentials.skew = 20 * 60_000
  await call(service)
  expect(aws.calls.all.map(({ status }) => status >= 400)).toEqual([true, false])
})

test('what a skewed signature is told', async () => {
  aws.credentials.skew = 10 * 60_000
  const client = new CloudFormationClient({ ...configuration(aws), maxAttempts: 1 })
  await expect(client.send(new ListStacksCommand({}))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    message: expect.stringMatching(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    ),
  })
})

const RETRIED: readonly Trouble[] = ['internal-error', 'unavailable', 'reset', 'reset-after']
/** One for each way to word it: the SDK waits up to a second after each. */
const THROTTLED = ['cloudformation', 's3', 'ec2', 'logs', 'lambda']
test.each([
  ...SERVICES.flatMap((service) => RETRIED.map((trouble) => [service, trouble] as const)),
  ...THROTTLED.map((service) => [service, 'throttle'] as const),
])('%s: the SDK survives %s', async (service, trouble) => {
  aws.faults.add({ when: 1, trouble })
  await call(service)
  expect(aws.faults.fired).toEqual([{ call: first(service), trouble }])
  expect(aws.calls.count()).toBe(2)
})

test('a service that says when to come again is asked again', async () => {
  aws.faults.add({ when: 'cloudformation:ListStacks', trouble: 'throttle', retryAfter: 0, times: 2 })
  await call('cloudformation')
  expect(aws.calls.all.map(({ status }) => status)).toEqual([400, 400, 200])
})

test('a call that is never answered is one that its caller gives up', async () => {
  aws.faults.add({ when: { call: 'sts:GetCallerIdentity', occurrence: 1 }, trouble: 'silence' })
  const client = new STSClient({ ...configuration(aws), maxAttempts: 1 })
  const given = new AbortController()
  aws.faults.after = () => given.abort()
  const asking = client.send(new GetCallerIdentityCommand({}), { abortSignal: given.signal })
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' })
  expect(aws.calls.all).toMatchObject([{ status: 0 }])
})

test('somebody does something at the moment of a call', async () => {
  aws.faults.before = ({ action }) => {
    if (action === 'ListBuckets') aws.s3.add('theirs', '111122223333', 'us-east-1')
  }
  expect(await call('s3')).toMatchObject({ Buckets: [{ Name: 'theirs' }] })
})

test('credentials that nobody knows, and none at all', async () => {
  const credentials = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'secret' }
  const unknown = { ...configuration(aws), credentials }
  await expect(new STSClient(unknown).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  })
  await expect(new S3Client(unknown).send(new ListBucketsCommand({}))).rejects.toMatchObject({
    name: 'InvalidAccessKeyId',
  })
  const body = 'Action=ListStacks&Version=2010-05-15'
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(aws.url, { method: 'POST', body, headers })
  expect([answer.status, await answer.text()]).toEqual([
    403,
    expect.stringContaining('<Code>MissingAuthenticationToken</Code>'),
  ])
})

test('an action that the endpoint does not know is named', async () => {
  const command = new DescribeStacksCommand({ StackName: 'x' })
  await expect(clients(aws).cloudformation.send(command)).rejects.toThrow('Stack with id x does not exist')
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261129/us-east-1/cloudformation/aws4_request'
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const answer = await fetch(aws.url, {
    method: 'POST',
    body: 'Action=PublishType&Version=2010-05-15',
    headers: { authorization, 'x-amz-date': date, 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(await answer.text()).toContain('This endpoint does not know the action cloudformation:PublishType')
})
