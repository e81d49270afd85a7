import { DeleteStackCommand, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation'
import { type Aws, clients } from '../clients.ts'
import { deploy, events, lines, main, stack, uploadChildren } from '../deploying.ts'
import { startAws } from '../index.ts'
import { virtualClock } from '../virtual-clock.ts'

let aws: Aws
let clock: ReturnType<typeof virtualClock>
beforeEach(async () => {
  clock = virtualClock()
  aws = await startAws({ clock })
  await uploadChildren(aws)
})
afterEach(() => aws.stop())

test('the stack of dist/ is made, each nested stack after those whose outputs it needs', async () => {
  const made = await deploy(aws, clock)
  expect(made?.StackStatus).toBe('CREATE_COMPLETE')
  expect(made).not.toHaveProperty('ParentId')
  expect(lines(await events(aws))).toEqual([
    'demo CREATE_IN_PROGRESS User Initiated',
    'ApiGatewayLogRoleOfAccount CREATE_IN_PROGRESS',
    'SecurePrivateApiVpc CREATE_IN_PROGRESS',
    'ApiGatewayLogRoleOfAccount CREATE_IN_PROGRESS Resource creation Initiated',
    'SecurePrivateApiVpc CREATE_IN_PROGRESS Resource creation Initiated',
    'ApiGatewayLogRoleOfAccount CREATE_IN_PROGRESS Eventual consistency check initiated',
    'ApiGatewayLogRoleOfAccount CREATE_COMPLETE',
    'ApiGatewayAccount CREATE_IN_PROGRESS',
    'ApiGatewayAccount CREATE_IN_PROGRESS Resource creation Initiated',
    'ApiGatewayAccount CREATE_COMPLETE',
    'UnsecurePublicApi CREATE_IN_PROGRESS',
    'UnsecurePublicApi CREATE_IN_PROGRESS Resource creation Initiated',
    'UnsecurePublicApi CREATE_COMPLETE',
    'SecurePrivateApiVpc CREATE_COMPLETE',
    'SecurePrivateApi CREATE_IN_PROGRESS',
    'SecurePrivateApi CREATE_IN_PROGRESS Resource creation Initiated',
    'SecurePrivateApi CREATE_COMPLETE',
    'ApiConsumer CREATE_IN_PROGRESS',
    'ApiConsumer CREATE_IN_PROGRESS Resource creation Initiated',
    'ApiConsumer CREATE_COMPLETE',
    'demo CREATE_COMPLETE',
  ])
})

test('a nested stack has events, outputs and parents of its own, and the outputs agree', async () => {
  const made = await deploy(aws, clock)
  const nested = (await events(aws)).find(
    (event) => event.LogicalResourceId === 'SecurePrivateApi' && event.ResourceStatus === 'CREATE_COMPLETE',
  )
  const child = await stack(aws, nested?.PhysicalResourceId)
  expect(child).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    ParentId: made?.StackId,
    RootId: made?.StackId,
  })
  expect(child?.StackName).toMatch(/^demo-SecurePrivateApi-[0-9A-Z]{12}$/)
  const output = (of: typeof child, key: string) =>
    of?.Outputs?.find((each) => each.OutputKey === key)?.OutputValue
  expect(output(made, 'SecureApiUrl')).toBe(output(child, 'SecureApiUrl'))
  const own = lines(await events(aws, child?.StackId))
  expect(own.at(0)).toBe(`${child?.StackName} CREATE_IN_PROGRESS User Initiated`)
  expect(own.at(-1)).toBe(`${child?.StackName} CREATE_COMPLETE`)
})

test('the first event of a resource has no physical id, the second has', async () => {
  await deploy(aws, clock)
  const role = (await events(aws)).filter((event) => event.LogicalResourceId === 'ApiGatewayLogRoleOfAccount')
  expect(role.map((event) => Boolean(event.PhysicalResourceId))).toEqual([false, true, true, true])
  expect(role.map((event) => event.DetailedStatus)).toEqual([
    undefined,
    undefined,
    'CONFIGURATION_COMPLETE',
    undefined,
  ])
  expect(role[0]?.EventId).toMatch(/^ApiGatewayLogRoleOfAccount-CREATE_IN_PROGRESS-\d{4}-.*Z$/)
  expect(role[0]).toMatchObject({ ClientRequestToken: 'token', OperationId: expect.any(String) })
})

test('events come newest first, in pages of at most a hundred', async () => {
  await deploy(aws, clock)
  for (const number of [1, 2, 3, 4, 5, 6])
    await deploy(aws, clock, {
      ChangeSetName: `again-${number}`,
      ChangeSetType: 'UPDATE',
      Parameters: [
        ...(main().Parameters ?? []),
        { ParameterKey: 'ThrottlingRateLimit', ParameterValue: `${number}` },
      ],
    })
  const { StackEvents, NextToken } = await clients(aws).cloudformation.send(
    new DescribeStackEventsCommand({ StackName: 'demo' }),
  )
  expect(StackEvents?.length).toBeLessThanOrEqual(100)
  expect(StackEvents?.[0]?.ResourceStatus).toBe('UPDATE_COMPLETE')
  expect(NextToken === undefined).toBe((await events(aws)).length <= 100)
})

test('it is deleted from the end to the beginning, and what it retains stays', async () => {
  const made = await deploy(aws, clock)
  await clients(aws).cloudformation.send(new DeleteStackCommand({ StackName: 'demo' }))
  clock.move(3_600_000)
  expect(await stack(aws, made?.StackId)).toMatchObject({ StackStatus: 'DELETE_COMPLETE' })
  await expect(stack(aws)).rejects.toThrow('Stack with id demo does not exist')
  const own = lines(await events(aws, made?.StackId))
  expect(own.slice(own.indexOf('demo DELETE_IN_PROGRESS User Initiated'))).toEqual([
    'demo DELETE_IN_PROGRESS User Initiated',
    'UnsecurePublicApi DELETE_IN_PROGRESS',
    'ApiConsumer DELETE_IN_PROGRESS',
    'UnsecurePublicApi DELETE_COMPLETE',
    'ApiConsumer DELETE_COMPLETE',
    'SecurePrivateApi DELETE_IN_PROGRESS',
    'SecurePrivateApi DELETE_COMPLETE',
    'SecurePrivateApiVpc DELETE_IN_PROGRESS',
    'ApiGatewayAccount DELETE_SKIPPED',
    'ApiGatewayLogRoleOfAccount DELETE_SKIPPED',
    'SecurePrivateApiVpc DELETE_COMPLETE',
    'demo DELETE_COMPLETE',
  ])
})

test('in express mode a resource is done as soon as it is configured, nested ones too', async () => {
  const took = async (Mode: 'STANDARD' | 'EXPRESS', StackName: string) => {
    const made = await deploy(aws, clock, { StackName, DeploymentConfig: { Mode, DisableRollback: false } })
    expect(made).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      DeploymentConfig: { Mode, DisableRollback: false },
    })
    const all = await events(aws, StackName)
    return Number(all.at(-1)?.Timestamp) - Number(all[0]?.Timestamp)
  }
  expect(await took('EXPRESS', 'express')).toBeLessThan(await took('STANDARD', 'standard'))
})
