import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeEventsCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { type Aws, clients } from '../clients.ts'
import { changeSet, deploy, shape, stack, UPDATE, uploadChildren } from '../deploying.ts'
import { flat } from '../flat-template.ts'
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

test('it takes a moment to make one, and until then its stack is only reviewed', async () => {
  const { cloudformation } = clients(aws)
  const { Id } = await cloudformation.send(
    new CreateChangeSetCommand({
      StackName: 'demo',
      ChangeSetName: 'first',
      ChangeSetType: 'CREATE',
      ...flat(),
    }),
  )
  const look = async () => {
    const { Status, ExecutionStatus } = await cloudformation.send(
      new DescribeChangeSetCommand({ ChangeSetName: Id }),
    )
    return [Status, ExecutionStatus]
  }
  expect(await look()).toEqual(['CREATE_PENDING', 'UNAVAILABLE'])
  clock.move(1500)
  expect(await look()).toEqual(['CREATE_IN_PROGRESS', 'UNAVAILABLE'])
  clock.move(1500)
  expect(await look()).toEqual(['CREATE_COMPLETE', 'AVAILABLE'])
  expect((await stack(aws))?.StackStatus).toBe('REVIEW_IN_PROGRESS')
})

test('nested stacks get change sets and, where they are new, stacks under review', async () => {
  const made = await changeSet(aws, clock)
  expect(shape(made.Changes)).toEqual([
    'Add ApiConsumer',
    'Add ApiGatewayAccount',
    'Add ApiGatewayLogRoleOfAccount',
    'Add SecurePrivateApi',
    'Add SecurePrivateApiVpc',
    'Add UnsecurePublicApi',
  ])
  const vpc = made.Changes?.find(
    ({ ResourceChange }) => ResourceChange?.LogicalResourceId === 'SecurePrivateApiVpc',
  )
  const child = await clients(aws).cloudformation.send(
    new DescribeChangeSetCommand({ ChangeSetName: vpc?.ResourceChange?.ChangeSetId }),
  )
  expect(child).toMatchObject({ ParentChangeSetId: made.ChangeSetId, RootChangeSetId: made.ChangeSetId })
  expect(shape(child.Changes)).toContain('Add ApiEndpoint')
  const { StackSummaries } = await clients(aws).cloudformation.send(new ListStacksCommand({}))
  expect(StackSummaries?.map(({ StackStatus, ParentId }) => [StackStatus, ParentId !== undefined])).toEqual([
    ...Array.from({ length: 4 }, () => ['REVIEW_IN_PROGRESS', true]),
    ['REVIEW_IN_PROGRESS', false],
  ])
})

test('a secret parameter is not shown', async () => {
  const made = await deploy(aws, clock, flat())
  expect(made?.Parameters).toContainEqual({ ParameterKey: 'Secret', ParameterValue: '****' })
})

test('what validation before deployment finds is told by DescribeEvents alone', async () => {
  aws.cloudformation.script = {
    validationErrors: [
      {
        address: 'Vpc',
        reason: 'extraneous key [Cidr] is not permitted',
        path: '/Resources/Vpc/Properties/Cidr',
      },
    ],
  }
  const made = await changeSet(aws, clock, flat())
  expect([made.Status, made.StatusReason]).toEqual([
    'FAILED',
    expect.stringContaining('AWS::EarlyValidation'),
  ])
  const { OperationEvents } = await clients(aws).cloudformation.send(
    new DescribeEventsCommand({ ChangeSetName: made.ChangeSetId, Filters: { FailedEvents: true } }),
  )
  expect(OperationEvents).toMatchObject([
    {
      EventType: 'VALIDATION_ERROR',
      LogicalResourceId: 'Vpc',
      ValidationPath: '/Resources/Vpc/Properties/Cidr',
    },
  ])
})

test('executing one removes the others, and the executed one stays', async () => {
  await deploy(aws, clock, flat())
  await changeSet(aws, clock, { ...flat({ Days: '8' }), ...UPDATE, ChangeSetName: 'theirs' })
  await deploy(aws, clock, { ...flat({ Days: '9' }), ...UPDATE, ChangeSetName: 'ours' })
  const { Summaries } = await clients(aws).cloudformation.send(
    new ListChangeSetsCommand({ StackName: 'demo' }),
  )
  expect(Summaries?.map(({ ChangeSetName, ExecutionStatus }) => [ChangeSetName, ExecutionStatus])).toEqual([
    ['ours', 'EXECUTE_COMPLETE'],
  ])
  const gone = clients(aws).cloudformation.send(
    new ExecuteChangeSetCommand({ StackName: 'demo', ChangeSetName: 'theirs' }),
  )
  await expect(gone).rejects.toMatchObject({
    name: 'ChangeSetNotFoundException',
    message: 'ChangeSet [theirs] does not exist',
  })
})

test('a request that is repeated with its token is the same request', async () => {
  const { cloudformation } = clients(aws)
  aws.faults.add(
    { when: 'cloudformation:CreateChangeSet', trouble: 'reset-after' },
    { when: 'cloudformation:ExecuteChangeSet', trouble: 'reset-after' },
  )
  const { Id } = await cloudformation.send(
    new CreateChangeSetCommand({
      StackName: 'demo',
      ChangeSetName: 'first',
      ChangeSetType: 'CREATE',
      ClientToken: 't',
      ...flat(),
    }),
  )
  clock.move(5000)
  await cloudformation.send(new ExecuteChangeSetCommand({ ChangeSetName: Id, ClientRequestToken: 'e' }))
  clock.move(3_600_000)
  expect((await stack(aws))?.StackStatus).toBe('CREATE_COMPLETE')
  expect([
    aws.calls.count('cloudformation:CreateChangeSet'),
    aws.calls.count('cloudformation:ExecuteChangeSet'),
  ]).toEqual([2, 2])
})

test('deleting the root’s change set deletes the nested ones', async () => {
  const { ChangeSetId } = await changeSet(aws, clock)
  const { cloudformation } = clients(aws)
  await cloudformation.send(new DeleteChangeSetCommand({ ChangeSetName: ChangeSetId }))
  expect(aws.cloudformation.changeSets.map(({ status }) => status)).toEqual(Array(5).fill('DELETE_COMPLETE'))
  // Twice does no harm.
  await cloudformation.send(new DeleteChangeSetCommand({ ChangeSetName: ChangeSetId }))
})
