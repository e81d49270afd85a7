import {
  CancelUpdateStackCommand,
  ContinueUpdateRollbackCommand,
  type CreateChangeSetCommandInput,
  DescribeStackResourceCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation'
import { type Aws, clients } from '../clients.ts'
import { changeSet, deploy, events, lines, main, stack, uploadChildren } from '../deploying.ts'
import { startAws } from '../index.ts'
import { virtualClock } from '../virtual-clock.ts'

let aws: Aws
let clock: ReturnType<typeof virtualClock>
beforeEach(async () => {
  clock = virtualClock()
  aws = await startAws({ clock })
  await uploadChildren(aws)
  await deploy(aws, clock)
})
afterEach(() => aws.stop())

const OTHER_CIDR: Partial<CreateChangeSetCommandInput> = {
  ChangeSetName: 'update',
  ChangeSetType: 'UPDATE',
  Parameters: [...(main().Parameters ?? []), { ParameterKey: 'VpcCidr', ParameterValue: '10.20.0.0/16' }],
}
const update = () => deploy(aws, clock, OTHER_CIDR)

const nested = (address: string) => aws.cloudformation.stacks.find((each) => each.address === address)

/** What a stack told since its creation, without the ARNs. */
async function told(address = ''): Promise<string[]> {
  const all = lines(await events(aws, address ? nested(address)?.id : 'demo'))
  return all
    .slice(all.findIndex((line) => line.includes('UPDATE_IN_PROGRESS')))
    .map((line) =>
      line.replace(/arn:\S+:stack\/demo-(\w+)-\w+\/\S+/, '<$1>').replace(/demo-(\w+)-[0-9A-Z]{12}/, '<$1>'),
    )
}

test('an update replaces, tells it, and deletes what was replaced at the end', async () => {
  const vpc = nested('SecurePrivateApiVpc')?.resources.get('Vpc')?.physicalId
  expect((await update())?.StackStatus).toBe('UPDATE_COMPLETE')
  expect((await told()).at(0)).toBe('demo UPDATE_IN_PROGRESS User Initiated')
  expect((await told()).slice(-2)).toEqual([
    'demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'demo UPDATE_COMPLETE',
  ])
  const own = await told('SecurePrivateApiVpc')
  expect(own.filter((line) => /^(?:Vpc|<)/.test(line))).toEqual([
    '<SecurePrivateApiVpc> UPDATE_IN_PROGRESS User Initiated',
    'Vpc UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
    'Vpc UPDATE_IN_PROGRESS Resource creation Initiated',
    'Vpc UPDATE_COMPLETE',
    '<SecurePrivateApiVpc> UPDATE_COMPLETE',
    '<SecurePrivateApiVpc> UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'Vpc DELETE_IN_PROGRESS',
    'Vpc DELETE_COMPLETE',
    '<SecurePrivateApiVpc> UPDATE_COMPLETE',
  ])
  expect(nested('SecurePrivateApiVpc')?.resources.get('Vpc')?.physicalId).not.toBe(vpc)
  // The replaced id has reached the stack that is given it.
  const { StackResourceDetail } = await clients(aws).cloudformation.send(
    new DescribeStackResourceCommand({
      StackName: nested('SecurePrivateApiVpc')?.name,
      LogicalResourceId: 'Vpc',
    }),
  )
  const given = (await stack(aws, nested('SecurePrivateApi')?.id))?.Parameters
  expect(given?.find(({ ParameterKey }) => ParameterKey === 'VpcId')?.ParameterValue).toBe(
    StackResourceDetail?.PhysicalResourceId,
  )
})

test('a nested stack in which nothing changes tells nothing of its own', async () => {
  await update()
  expect(await told()).toContain('UnsecurePublicApi UPDATE_COMPLETE')
  expect((await stack(aws, nested('UnsecurePublicApi')?.id))?.StackStatus).toBe('CREATE_COMPLETE')
})

test('a failed update goes back to what was', async () => {
  const vpc = nested('SecurePrivateApiVpc')?.resources.get('Vpc')?.physicalId
  aws.cloudformation.script = {
    failures: [{ at: 'SecurePrivateApi/Redeploy', on: 'update', reason: 'no answer' }],
  }
  expect((await update())?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE')
  const own = await told()
  expect(own.slice(own.findIndex((line) => line.startsWith('SecurePrivateApi UPDATE_FAILED')))).toEqual([
    'SecurePrivateApi UPDATE_FAILED Embedded stack <SecurePrivateApi> was not successfully updated. Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: The following resource(s) failed to update: [Redeploy].',
    'demo UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [SecurePrivateApi]. ',
    'UnsecurePublicApi UPDATE_IN_PROGRESS',
    'SecurePrivateApiVpc UPDATE_IN_PROGRESS',
    'UnsecurePublicApi UPDATE_COMPLETE',
    'SecurePrivateApiVpc UPDATE_COMPLETE',
    'SecurePrivateApi UPDATE_IN_PROGRESS',
    'SecurePrivateApi UPDATE_COMPLETE',
    'demo UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'demo UPDATE_ROLLBACK_COMPLETE',
  ])
  expect(nested('SecurePrivateApiVpc')?.resources.get('Vpc')?.physicalId).toBe(vpc)
  expect((await stack(aws))?.Parameters).toContainEqual({
    ParameterKey: 'VpcCidr',
    ParameterValue: '10.10.0.0/16',
  })
  // And from there it takes the update after all.
  aws.cloudformation.script = {}
  const again = await deploy(aws, clock, { ...OTHER_CIDR, ChangeSetName: 'again' })
  expect(again?.StackStatus).toBe('UPDATE_COMPLETE')
})

const STUCK = [
  { at: 'SecurePrivateApi/Redeploy', on: 'update', reason: 'no answer' },
  { at: 'SecurePrivateApi/Greeter', on: 'rollback', reason: 'still no answer' },
] as const

test.each([
  ['when its cause is gone', () => ({}), []],
  [
    'by leaving out what does not go back',
    () => ({ ResourcesToSkip: [`${nested('SecurePrivateApi')?.name}.Greeter`] }),
    STUCK,
  ],
  ['by force', () => ({ ForceRollback: true }), STUCK],
])('a rollback that is stuck is continued %s', async (_how, input, failures) => {
  aws.cloudformation.script = { failures: STUCK }
  expect((await update())?.StackStatus).toBe('UPDATE_ROLLBACK_FAILED')
  expect((await stack(aws, nested('SecurePrivateApi')?.id))?.StackStatus).toBe('UPDATE_ROLLBACK_FAILED')
  aws.cloudformation.script = { failures }
  await clients(aws).cloudformation.send(new ContinueUpdateRollbackCommand({ StackName: 'demo', ...input() }))
  clock.move(3_600_000)
  expect((await stack(aws))?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE')
})

test('a stuck rollback that is continued as it was is stuck again', async () => {
  aws.cloudformation.script = { failures: STUCK }
  await update()
  await clients(aws).cloudformation.send(new ContinueUpdateRollbackCommand({ StackName: 'demo' }))
  clock.move(3_600_000)
  expect((await stack(aws))?.StackStatus).toBe('UPDATE_ROLLBACK_FAILED')
})

test('an update that is cancelled is rolled back', async () => {
  const { ChangeSetId } = await changeSet(aws, clock, OTHER_CIDR)
  const { cloudformation } = clients(aws)
  await cloudformation.send(new ExecuteChangeSetCommand({ ChangeSetName: ChangeSetId }))
  clock.move(10_000)
  expect((await stack(aws))?.StackStatus).toBe('UPDATE_IN_PROGRESS')
  await cloudformation.send(new CancelUpdateStackCommand({ StackName: 'demo' }))
  clock.move(3_600_000)
  expect((await stack(aws))?.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE')
  expect(await told()).toEqual(
    expect.arrayContaining([
      'SecurePrivateApiVpc UPDATE_FAILED Resource update cancelled',
      'demo UPDATE_ROLLBACK_IN_PROGRESS User Initiated',
    ]),
  )
  await expect(cloudformation.send(new CancelUpdateStackCommand({ StackName: 'demo' }))).rejects.toThrow(
    'CancelUpdateStack cannot be called from current stack status',
  )
})

test('with rollback disabled a failed update stays as far as it came', async () => {
  aws.cloudformation.script = {
    failures: [{ at: 'SecurePrivateApi/Redeploy', on: 'update', reason: 'no', times: 1 }],
  }
  const failed = await deploy(aws, clock, OTHER_CIDR, { DisableRollback: true })
  expect(failed?.StackStatus).toBe('UPDATE_FAILED')
  const again = await deploy(aws, clock, { ...OTHER_CIDR, ChangeSetName: 'again' })
  expect(again?.StackStatus).toBe('UPDATE_COMPLETE')
})

test('what cannot be deleted while cleaning up is left, and the update succeeds', async () => {
  aws.cloudformation.script = {
    failures: [{ at: 'SecurePrivateApiVpc/Vpc', on: 'delete', reason: 'has dependencies' }],
  }
  expect((await update())?.StackStatus).toBe('UPDATE_COMPLETE')
  expect(await told('SecurePrivateApiVpc')).toContain('Vpc DELETE_FAILED has dependencies')
})

test('a resource that is left out is deleted at the end', async () => {
  const updated = await deploy(aws, clock, {
    ...OTHER_CIDR,
    Parameters: [...(main().Parameters ?? []), { ParameterKey: 'PublicApi', ParameterValue: 'leave-out' }],
  })
  expect(updated?.StackStatus).toBe('UPDATE_COMPLETE')
  const own = await told()
  expect(own.slice(own.indexOf('demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'))).toEqual([
    'demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'UnsecurePublicApi DELETE_IN_PROGRESS',
    'UnsecurePublicApi DELETE_COMPLETE',
    'demo UPDATE_COMPLETE',
  ])
  expect(nested('UnsecurePublicApi')?.status).toBe('DELETE_COMPLETE')
})
