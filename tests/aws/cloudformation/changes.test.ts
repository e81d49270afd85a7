import { DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation'
import { type Aws, clients } from '../clients.ts'
import { changeSet, deploy, shape, UPDATE, uploadChildren } from '../deploying.ts'
import { FLAT, flat } from '../flat-template.ts'
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
