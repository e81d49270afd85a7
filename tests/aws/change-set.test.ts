import {
  type Change,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeEventsCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { type Aws, clients } from './clients.ts'
import { changeSet, deploy, main, stack, uploadChildren } from './deploying.ts'
import { startAws } from './index.ts'
import { virtualClock } from './virtual-clock.ts'

let aws: Aws
let clock: ReturnType<typeof virtualClock>
beforeEach(async () => {
  clock = virtualClock()
  aws = await startAws({ clock })
  await uploadChildren(aws)
})
afterEach(() => aws.stop())

const FLAT = `
Parameters:
  Days: {Type: Number, Default: 7, MinValue: 1, MaxValue: 30}
  Kind: {Type: String, Default: a, AllowedValues: [a, b]}
  Name: {Type: String, AllowedPattern: '^[a-z]*$', ConstraintDescription: small letters}
  Secret: {Type: String, NoEcho: true, Default: hidden}
Rules:
  NotBoth:
    Assertions:
      - Assert: !Not [!And [!Equals [!Ref Kind, b], !Equals [!Ref Name, b]]]
        AssertDescription: Kind and Name are not both b
Resources:
  Logs: {Type: 'AWS::Logs::LogGroup', Properties: {RetentionInDays: !Ref Days}}
  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
Outputs:
  Group: {Value: !Ref Logs}
`
const flat = (values: Readonly<Record<string, string>> = {}, body = FLAT) => ({
  TemplateBody: body,
  Parameters: Object.entries({ Name: 'x', ...values }).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  IncludeNestedStacks: false,
})
const UPDATE = { ChangeSetName: 'update', ChangeSetType: 'UPDATE' } as const

const shape = (changes: readonly Change[] | undefined) =>
  changes?.map(({ ResourceChange: change }) =>
    [change?.Action, change?.LogicalResourceId, change?.Replacement, change?.PolicyAction]
      .filter(Boolean)
      .join(' '),
  )

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

test('one without changes fails in the service’s own words', async () => {
  await deploy(aws, clock, flat())
  expect(await changeSet(aws, clock, { ...flat(), ...UPDATE })).toMatchObject({
    Status: 'FAILED',
    ExecutionStatus: 'UNAVAILABLE',
    StatusReason:
      "The submitted information didn't contain changes. Submit different information to create a change set.",
  })
})

test('an output, or a tag, is a change that no resource shows', async () => {
  await deploy(aws, clock, flat())
  const output = await changeSet(aws, clock, { ...flat({}, `${FLAT}  More: {Value: more}\n`), ...UPDATE })
  expect([output.Status, output.Changes]).toEqual(['CREATE_COMPLETE', []])
  const tags = [{ Key: 'a', Value: 'b' }]
  const tag = await changeSet(aws, clock, { ...flat(), ...UPDATE, ChangeSetName: 'tag', Tags: tags })
  expect([tag.Status, tag.Changes]).toEqual(['CREATE_COMPLETE', []])
})

test('a nested stack is shown as changing, whatever is in it; and that can be switched off', async () => {
  await deploy(aws, clock)
  const made = await changeSet(aws, clock, UPDATE)
  expect(shape(made.Changes)).toEqual([
    'Modify ApiConsumer False',
    'Modify SecurePrivateApi False',
    'Modify SecurePrivateApiVpc False',
    'Modify UnsecurePublicApi False',
  ])
  expect(made.Changes?.[0]?.ResourceChange?.Details).toMatchObject([
    { Evaluation: 'Dynamic', ChangeSource: 'Automatic' },
  ])
  aws.cloudformation.script = { unchangedNestedStacks: 'leave-out' }
  const again = await changeSet(aws, clock, { ...UPDATE, ChangeSetName: 'again' })
  expect(again.Status).toBe('FAILED')
})

test('a property has its values before and after, and what made it change', async () => {
  await deploy(aws, clock, flat())
  const made = await changeSet(aws, clock, {
    ...flat({ Days: '14' }, FLAT.replace('10.0.0.0/16', '10.0.0.0/20')),
    ...UPDATE,
  })
  expect(shape(made.Changes)).toEqual([
    'Modify Logs False',
    'Modify Subnet True ReplaceAndDelete',
    'Modify Vpc True ReplaceAndDelete',
  ])
  const [logs, subnet, vpc] = made.Changes?.map(({ ResourceChange }) => ResourceChange) ?? []
  expect(logs?.Details).toEqual([
    {
      Target: {
        Attribute: 'Properties',
        Name: 'RetentionInDays',
        RequiresRecreation: 'Never',
        Path: '/Properties/RetentionInDays',
        BeforeValue: '7',
        AfterValue: '14',
        AttributeChangeType: 'Modify',
      },
      Evaluation: 'Static',
      ChangeSource: 'ParameterReference',
      CausingEntity: 'Days',
    },
  ])
  expect(vpc?.Details).toMatchObject([
    { Target: { RequiresRecreation: 'Always' }, ChangeSource: 'DirectModification' },
  ])
  expect(subnet?.Details).toMatchObject([{ ChangeSource: 'ResourceReference', CausingEntity: 'Vpc' }])
  expect(JSON.parse(vpc?.BeforeContext ?? '')).toEqual({ Properties: { CidrBlock: '10.0.0.0/16' } })
  const bare = await clients(aws).cloudformation.send(
    new DescribeChangeSetCommand({ ChangeSetName: made.ChangeSetId }),
  )
  expect(bare.Changes?.[0]?.ResourceChange).not.toHaveProperty('BeforeContext')
  expect(bare.Changes?.[0]?.ResourceChange?.Details?.[0]?.Target).not.toHaveProperty('BeforeValue')
})

test('with property values the answer can be incomplete, and says so', async () => {
  aws.cloudformation.script = { withoutPropertyValues: ['Vpc'] }
  const made = await changeSet(aws, clock, flat())
  expect(shape(made.Changes)).toEqual(['Add Logs', 'Add Subnet'])
  expect(made.StatusReason).toContain(
    '[WARN] --include-property-values option can return incomplete ChangeSet data',
  )
  const bare = await clients(aws).cloudformation.send(
    new DescribeChangeSetCommand({ ChangeSetName: made.ChangeSetId }),
  )
  expect(shape(bare.Changes)).toEqual(['Add Logs', 'Add Subnet', 'Add Vpc'])
})

test('changes come in pages', async () => {
  aws.cloudformation.script = { changesOnAPage: 2 }
  const made = await changeSet(aws, clock, flat())
  expect([made.Changes?.length, made.NextToken === undefined]).toEqual([2, false])
  const rest = await clients(aws).cloudformation.send(
    new DescribeChangeSetCommand({ ChangeSetName: made.ChangeSetId, NextToken: made.NextToken }),
  )
  expect([rest.Changes?.length, rest.NextToken]).toEqual([1, undefined])
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

const REFUSED: readonly (readonly [what: string, input: object, name: string, message: string])[] = [
  [
    'a parameter without a value',
    { Parameters: [] },
    'ValidationError',
    'Parameters: [Name] must have values',
  ],
  [
    'a parameter that is none',
    flat({ Other: 'x' }),
    'ValidationError',
    'Parameters: [Other] do not exist in the template',
  ],
  [
    'a value that is not allowed',
    flat({ Kind: 'c' }),
    'ValidationError',
    "Parameter 'Kind' must be one of AllowedValues",
  ],
  [
    'a value of another pattern',
    flat({ Name: '1' }),
    'ValidationError',
    'Parameter Name failed to satisfy constraint: small letters',
  ],
  [
    'a number that is too great',
    flat({ Days: '31' }),
    'ValidationError',
    "Parameter 'Days' must be a number not greater than 30",
  ],
  ['what a rule forbids', flat({ Kind: 'b', Name: 'b' }), 'ValidationError', 'Kind and Name are not both b'],
  ['an update of nothing', { ChangeSetType: 'UPDATE' }, 'ValidationError', 'Stack [demo] does not exist'],
  [
    'options that exclude each other',
    { DeploymentConfig: { Mode: 'EXPRESS' }, OnStackFailure: 'DELETE' },
    'ValidationError',
    'cannot be specified together',
  ],
  ['a template that is none', { TemplateBody: 'Resources: [' }, 'ValidationError', 'Template format error'],
  [
    'a name that is none',
    { StackName: '1' },
    'ValidationError',
    "Value '1' at 'stackName' failed to satisfy constraint",
  ],
  [
    'IAM that nobody acknowledged',
    { ...main(), Capabilities: [] },
    'InsufficientCapabilitiesException',
    'Requires capabilities : [CAPABILITY_IAM]',
  ],
]
test.each(REFUSED)('refused: %s', async (_what, input, name, message) => {
  await expect(changeSet(aws, clock, { ...flat(), ...input })).rejects.toMatchObject({
    name,
    message: expect.stringContaining(message),
  })
  expect(aws.cloudformation.stacks).toEqual([])
})

test('refused: creating what is there, updating what cannot be', async () => {
  await deploy(aws, clock, flat())
  await expect(changeSet(aws, clock, { ...flat(), ChangeSetName: 'x' })).rejects.toMatchObject({
    name: 'AlreadyExistsException',
    message: 'Stack [demo] already exists and cannot be created again with the changeSet [x].',
  })
  aws.cloudformation.script = { failures: [{ at: 'Vpc', on: 'create', reason: 'no' }] }
  const failed = await deploy(aws, clock, { ...flat(), StackName: 'other' })
  expect(failed?.StackStatus).toBe('ROLLBACK_COMPLETE')
  await expect(changeSet(aws, clock, { ...flat(), ...UPDATE, StackName: 'other' })).rejects.toThrow(
    `Stack:${failed?.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
  )
})
