import {
  DescribeEventsCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListStacksCommand,
  paginateListStackResources,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation'
import { type Aws, clients } from '../clients.ts'
import { changeSet, deploy, main, stack, uploadChildren } from '../deploying.ts'
import { startAws } from '../index.ts'
import { virtualClock } from '../virtual-clock.ts'

let aws: Aws
let clock: ReturnType<typeof virtualClock>
let client: ReturnType<typeof clients>['cloudformation']
beforeEach(async () => {
  clock = virtualClock()
  aws = await startAws({ clock, script: { pace: 'instant' } })
  client = clients(aws).cloudformation
  await uploadChildren(aws)
})
afterEach(() => aws.stop())

test('a template is what was deployed, or what a change set would deploy', async () => {
  await deploy(aws, clock)
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: 'demo' }))
  expect(TemplateBody).toBe(main().TemplateBody)
  const other = main((body) => `${body}\n# more`)
  const { ChangeSetId } = await changeSet(aws, clock, {
    ...other,
    ChangeSetName: 'b',
    ChangeSetType: 'UPDATE',
  })
  const planned = await client.send(new GetTemplateCommand({ ChangeSetName: ChangeSetId }))
  expect(planned.TemplateBody).toBe(other.TemplateBody)
})

test('a template’s parameters and what it needs are told before it is deployed', async () => {
  const { TemplateBody } = main()
  const summary = await client.send(new GetTemplateSummaryCommand({ TemplateBody }))
  expect(summary).toMatchObject({
    Capabilities: ['CAPABILITY_IAM'],
    CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
    ResourceTypes: ['AWS::IAM::Role', 'AWS::ApiGateway::Account', 'AWS::CloudFormation::Stack'],
    DeclaredTransforms: [],
  })
  expect(summary.Parameters?.find(({ ParameterKey }) => ParameterKey === 'Probe')).toMatchObject({
    DefaultValue: 'on',
    ParameterType: 'String',
    NoEcho: false,
    ParameterConstraints: { AllowedValues: ['on', 'off'] },
  })
  const valid = await client.send(new ValidateTemplateCommand({ TemplateBody }))
  expect(valid.Parameters?.length).toBe(summary.Parameters?.length)
})

test('a template in the request is no longer than 51,200 bytes', async () => {
  const TemplateBody = `Resources: {} #${'x'.repeat(51_200)}`
  await expect(client.send(new ValidateTemplateCommand({ TemplateBody }))).rejects.toThrow(
    'Member must have length less than or equal to 51200',
  )
})

test('resources of a stack, told in three ways', async () => {
  await deploy(aws, clock)
  const listed: (string | undefined)[] = []
  for await (const { StackResourceSummaries } of paginateListStackResources(
    { client },
    { StackName: 'demo' },
  ))
    listed.push(...(StackResourceSummaries?.map(({ LogicalResourceId }) => LogicalResourceId) ?? []))
  const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: 'demo' }))
  expect(StackResources?.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(listed)
  const { StackResourceDetail } = await client.send(
    new DescribeStackResourceCommand({ StackName: 'demo', LogicalResourceId: 'ApiConsumer' }),
  )
  expect(StackResourceDetail).toMatchObject({ ResourceStatus: 'CREATE_COMPLETE', Metadata: '{}' })
  // By its physical id, the nested stack is known as the resource that it is.
  const PhysicalResourceId = StackResourceDetail?.PhysicalResourceId
  const holder = await client.send(new DescribeStackResourcesCommand({ PhysicalResourceId }))
  expect(holder.StackResources?.[0]?.StackName).toBe('demo')
})

test('events by operation, and of a failed one only what failed', async () => {
  aws.cloudformation.script = {
    pace: 'instant',
    failures: [{ at: 'ApiGatewayAccount', on: 'create', reason: 'no' }],
  }
  await deploy(aws, clock)
  const [rollback, creation] = (await stack(aws))?.LastOperations ?? []
  const of = async (OperationId: string | undefined, FailedEvents: boolean) =>
    (await client.send(new DescribeEventsCommand({ OperationId, Filters: { FailedEvents } }))).OperationEvents
  expect((await of(creation?.OperationId, true))?.at(-1)).toMatchObject({
    EventType: 'PROVISIONING_ERROR',
    OperationType: 'CREATE_STACK',
    LogicalResourceId: 'ApiGatewayAccount',
    ResourceStatusReason: 'no',
  })
  expect((await of(rollback?.OperationId, false))?.[0]).toMatchObject({
    EventType: 'STACK_EVENT',
    OperationStatus: 'SUCCEEDED',
    ResourceStatus: 'ROLLBACK_COMPLETE',
  })
})

test('somebody else acts without a trace in the log of calls', async () => {
  const made = await deploy(aws, clock)
  aws.faults.before = async ({ action }) => {
    if (action === 'ListStacks')
      await aws.asSomebodyElse('cloudformation', 'DeleteStack', { StackName: 'demo' })
  }
  await client.send(new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE'] }))
  expect(aws.calls.count('cloudformation:DeleteStack')).toBe(0)
  clock.move(1000)
  expect((await stack(aws, made?.StackId))?.StackStatus).toBe('DELETE_COMPLETE')
  const { Stacks } = await client.send(new DescribeStacksCommand({}))
  expect(Stacks).toEqual([])
})
