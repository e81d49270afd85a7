import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway'
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api'
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas'
import { ec2Query } from './ec2-query.ts'
import { awsJson, restJson } from './json.ts'
import { ServiceError } from './service-error.ts'
import { stub } from './stub.ts'

test('ec2Query: lists are items, and a filter has its values', async () => {
  const service = await stub(ec2Query, 'ec2')
  const client = new EC2Client(service.configuration)
  service.answers({
    vpcSet: [
      { vpcId: 'vpc-1', isDefault: false, tagSet: [{ key: 'a<b', value: '' }] },
      { vpcId: 'vpc-2', tagSet: [] },
    ],
  })
  const { Vpcs } = await client.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'vpc-id', Values: ['vpc-1', 'vpc-2'] }], VpcIds: ['vpc-1'] }),
  )
  expect(Vpcs).toEqual([
    { VpcId: 'vpc-1', IsDefault: false, Tags: [{ Key: 'a<b', Value: '' }] },
    { VpcId: 'vpc-2', Tags: [] },
  ])
  expect(service.asked.at(-1)).toMatchObject({
    action: 'DescribeVpcs',
    parameters: { Filter: [{ Name: 'vpc-id', Value: ['vpc-1', 'vpc-2'] }], VpcId: ['vpc-1'] },
  })
  service.answers(new ServiceError('UnauthorizedOperation', 'You are not authorized.', 403))
  await expect(client.send(new DescribeVpcsCommand({}))).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    message: 'You are not authorized.',
    $metadata: { httpStatusCode: 403, requestId: 'request-1' },
  })
  await service.stop()
})

test.each([
  [
    'logs',
    async (c: object) => new CloudWatchLogsClient(c).send(new DescribeLogGroupsCommand({ limit: 5 })),
    'DescribeLogGroups',
    { limit: 5 },
  ],
  [
    'tagging',
    async (c: object) =>
      new ResourceGroupsTaggingAPIClient(c).send(
        new GetResourcesCommand({ TagFilters: [{ Key: 'a', Values: ['b'] }] }),
      ),
    'GetResources',
    { TagFilters: [{ Key: 'a', Values: ['b'] }] },
  ],
  [
    'servicequotas',
    async (c: object) =>
      new ServiceQuotasClient(c).send(new GetServiceQuotaCommand({ ServiceCode: 'vpc', QuotaCode: 'L-1' })),
    'GetServiceQuota',
    { ServiceCode: 'vpc', QuotaCode: 'L-1' },
  ],
])(
  'awsJson: %s names its action in a header, and parameters are JSON',
  async (name, send, action, parameters) => {
    const service = await stub(awsJson, name)
    service.answers({ logGroups: [{ logGroupName: '/a', storedBytes: 0 }] })
    const answer = (await send(service.configuration)) as { logGroups?: unknown }
    if (name === 'logs') expect(answer.logGroups).toEqual([{ logGroupName: '/a', storedBytes: 0 }])
    expect(service.asked.at(-1)).toEqual({ action, parameters })
    service.answers(new ServiceError('ThrottlingException', 'Rate exceeded'))
    await expect(send(service.configuration)).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
    })
    await service.stop()
  },
)

test('restJson: the action is a method and a path', async () => {
  const service = await stub(
    restJson([{ method: 'GET', path: /^\/account$/, action: 'GetAccount' }]),
    'apigateway',
  )
  const client = new APIGatewayClient(service.configuration)
  service.answers({ cloudwatchRoleArn: 'arn', throttleSettings: { burstLimit: 1, rateLimit: 2.5 } })
  expect(await client.send(new GetAccountCommand({}))).toMatchObject({
    cloudwatchRoleArn: 'arn',
    throttleSettings: { burstLimit: 1, rateLimit: 2.5 },
  })
  service.answers(
    new ServiceError('TooManyRequestsException', 'Too Many Requests', 429, { 'retry-after': '1' }),
  )
  await expect(client.send(new GetAccountCommand({}))).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    message: 'Too Many Requests',
  })
  await service.stop()
})
