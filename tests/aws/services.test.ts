import { GetAccountCommand } from '@aws-sdk/client-api-gateway'
import { DeleteStackCommand } from '@aws-sdk/client-cloudformation'
import { DeleteLogGroupCommand, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs'
import {
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2'
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda'
import { paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api'
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { type Aws, clients } from './clients.ts'
import { deploy, uploadChildren } from './deploying.ts'
import { startAws } from './index.ts'
import { virtualClock } from './virtual-clock.ts'

let aws: Aws
let clock: ReturnType<typeof virtualClock>
let sdk: ReturnType<typeof clients>
beforeEach(async () => {
  clock = virtualClock()
  aws = await startAws({ clock, script: { pace: 'instant' } })
  sdk = clients(aws)
  await uploadChildren(aws)
})
afterEach(() => aws.stop())

async function remove() {
  await sdk.cloudformation.send(new DeleteStackCommand({ StackName: 'demo' }))
  clock.move(1000)
}

async function groups() {
  const names: (string | undefined)[] = []
  for await (const { logGroups } of paginateDescribeLogGroups({ client: sdk.logs, pageSize: 2 }, {}))
    names.push(...(logGroups?.map(({ logGroupName }) => logGroupName) ?? []))
  return names
}

async function tagged(Key: string, ...Values: string[]) {
  const arns: string[] = []
  const input = { TagFilters: [{ Key, Values }], ResourcesPerPage: 5 }
  for await (const { ResourceTagMappingList } of paginateGetResources({ client: sdk.tagging }, input))
    arns.push(...(ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN ?? '') ?? []))
  return arns
}

test('who one is', async () => {
  expect(await sdk.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/dev',
  })
})

test('what one may do is what the endpoint lets one do', async () => {
  aws.deny.add('cloudformation:ExecuteChangeSet')
  const { EvaluationResults } = await sdk.iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: 'arn:aws:iam::111122223333:user/dev',
      ActionNames: ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'],
    }),
  )
  expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'implicitDeny'])
})

test('VPCs and endpoints are those of stacks and those somebody made by hand', async () => {
  expect((await sdk.ec2.send(new DescribeVpcsCommand({}))).Vpcs).toEqual([])
  aws.ec2.vpcs.push({ id: 'vpc-0a', cidr: '172.31.0.0/16', isDefault: true })
  aws.ec2.endpoints.push({ id: 'vpce-0a', vpcId: 'vpc-0a', service: 'com.amazonaws.us-east-1.execute-api' })
  await deploy(aws, clock)
  const { Vpcs } = await sdk.ec2.send(new DescribeVpcsCommand({}))
  expect(Vpcs?.map(({ CidrBlock }) => CidrBlock)).toEqual(['10.10.0.0/16', '172.31.0.0/16'])
  const { VpcEndpoints } = await sdk.ec2.send(
    new DescribeVpcEndpointsCommand({
      Filters: [
        { Name: 'service-name', Values: ['*.execute-api'] },
        { Name: 'vpc-id', Values: ['vpc-0a'] },
      ],
    }),
  )
  expect(VpcEndpoints).toMatchObject([
    { VpcEndpointId: 'vpce-0a', PrivateDnsEnabled: true, State: 'available' },
  ])
  await expect(sdk.ec2.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0b'] }))).rejects.toMatchObject({
    name: 'InvalidVpcID.NotFound',
  })
})

test('interfaces of functions outlive them for a while, and can be deleted only then', async () => {
  aws.ec2.interfacesLingerFor = 90_000
  await deploy(aws, clock)
  const ofFunctions = async () => {
    const Filters = [{ Name: 'description', Values: ['AWS Lambda VPC ENI*'] }]
    const { NetworkInterfaces } = await sdk.ec2.send(new DescribeNetworkInterfacesCommand({ Filters }))
    return NetworkInterfaces ?? []
  }
  const [used] = await ofFunctions()
  expect(used).toMatchObject({ Status: 'in-use', InterfaceType: 'lambda' })
  const drop = () =>
    sdk.ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: used?.NetworkInterfaceId }))
  await expect(drop()).rejects.toThrow('is currently in use')
  await remove()
  const left = await ofFunctions()
  expect(left[0]?.Status).toBe('available')
  await drop()
  expect((await ofFunctions()).length).toBe(left.length - 1)
  clock.move(90_000)
  expect(await ofFunctions()).toEqual([])
})

test('log groups go with their stack, and late writes bring them back', async () => {
  await deploy(aws, clock)
  const before = await groups()
  const [group = ''] = before
  expect(before.length).toBeGreaterThan(5)
  aws.logs.writeLate({ group, after: 30_000, times: 2 })
  await remove()
  expect(await groups()).toEqual([])
  clock.move(30_000)
  expect(await groups()).toEqual([group])
  await sdk.logs.send(new DeleteLogGroupCommand({ logGroupName: group }))
  expect(await groups()).toEqual([])
  clock.move(30_000)
  expect(await groups()).toEqual([group])
  await sdk.logs.send(new DeleteLogGroupCommand({ logGroupName: group }))
  clock.move(30_000)
  expect(await groups()).toEqual([])
  await expect(sdk.logs.send(new DeleteLogGroupCommand({ logGroupName: group }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('tags find what is there, for a while what no longer is, and what was left', async () => {
  await deploy(aws, clock)
  const all = await tagged('Project', 'secure-private-api')
  expect(all.length).toBeGreaterThan(20)
  expect(all).toEqual(
    expect.arrayContaining([expect.stringMatching(/:vpc\/vpc-/), expect.stringMatching(/:function:/)]),
  )
  aws.tagging.lag = 60_000
  await remove()
  expect(await tagged('Project')).toEqual(all)
  clock.move(60_000)
  expect(await tagged('Project')).toEqual([])
  aws.tagging.added.set('arn:aws:sqs:us-east-1:111122223333:left', { Project: 'secure-private-api' })
  expect(await tagged('Project', 'secure-private-api')).toEqual(['arn:aws:sqs:us-east-1:111122223333:left'])
})

test('the log role of API Gateway is the one that a stack set, and it stays', async () => {
  const role = async () => (await sdk.apigateway.send(new GetAccountCommand({}))).cloudwatchRoleArn
  expect(await role()).toBeUndefined()
  await deploy(aws, clock)
  await remove()
  expect(await role()).toMatch(/^arn:aws:iam::111122223333:role\/demo-ApiGatewayLogRoleOfAccou-/)
})

test('limits are those of a new account unless a test says otherwise', async () => {
  const quota = async () =>
    (await sdk.quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'vpc', QuotaCode: 'L-F678F1CE' }))).Quota
      ?.Value
  expect(await quota()).toBe(5)
  aws.quotas.values.set('vpc/L-F678F1CE', 1)
  expect(await quota()).toBe(1)
  aws.lambda.concurrentExecutions = 10
  expect((await sdk.lambda.send(new GetAccountSettingsCommand({}))).AccountLimit).toMatchObject({
    ConcurrentExecutions: 10,
  })
  const unknown = new GetServiceQuotaCommand({ ServiceCode: 'vpc', QuotaCode: 'L-0' })
  await expect(sdk.quotas.send(unknown)).rejects.toMatchObject({ name: 'NoSuchResourceException' })
})
