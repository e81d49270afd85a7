import {
  DeleteStackCommand,
  type DeleteStackCommandInput,
  ExecuteChangeSetCommand,
  UpdateTerminationProtectionCommand,
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
})
afterEach(() => aws.stop())

const remove = (input: Partial<DeleteStackCommandInput> = {}) =>
  clients(aws).cloudformation.send(new DeleteStackCommand({ StackName: 'demo', ...input }))

async function execute(input: Parameters<typeof changeSet>[2] = {}) {
  const { ChangeSetId, StackId } = await changeSet(aws, clock, input)
  await clients(aws).cloudformation.send(new ExecuteChangeSetCommand({ ChangeSetName: ChangeSetId }))
  return StackId
}

test('a protected stack is not deleted', async () => {
  const made = await deploy(aws, clock)
  const protect = (EnableTerminationProtection: boolean) =>
    clients(aws).cloudformation.send(
      new UpdateTerminationProtectionCommand({ StackName: 'demo', EnableTerminationProtection }),
    )
  await protect(true)
  expect((await stack(aws))?.EnableTerminationProtection).toBe(true)
  await expect(remove()).rejects.toMatchObject({
    name: 'ValidationError',
    message: `Stack [${made?.StackId}] cannot be deleted while TerminationProtection is enabled`,
  })
  await protect(false)
  await remove()
})

const FAILURE = {
  at: 'SecurePrivateApiVpc/Vpc',
  on: 'delete',
  reason: 'vpc has dependencies and cannot be deleted',
} as const

test('what cannot be deleted fails its nested stack and that of its parent', async () => {
  await deploy(aws, clock)
  aws.cloudformation.script = { failures: [FAILURE] }
  await remove()
  clock.move(3_600_000)
  expect(await stack(aws)).toMatchObject({
    StackStatus: 'DELETE_FAILED',
    StackStatusReason: 'The following resource(s) failed to delete: [SecurePrivateApiVpc]. ',
  })
  expect(lines(await events(aws)).join('\n')).toMatch(
    /SecurePrivateApiVpc DELETE_FAILED Embedded stack arn:\S+ was not successfully deleted: The following resource\(s\) failed to delete: \[Vpc\]/,
  )
})

test.each<[string, Partial<DeleteStackCommandInput>, string]>([
  ['again, as it was', {}, 'DELETE_FAILED'],
  ['with that one retained', { RetainResources: ['SecurePrivateApiVpc'] }, 'DELETE_COMPLETE'],
  ['by force', { DeletionMode: 'FORCE_DELETE_STACK' }, 'DELETE_COMPLETE'],
])('after that it is deleted %s', async (_how, input, status) => {
  const made = await deploy(aws, clock)
  aws.cloudformation.script = { failures: [FAILURE] }
  await remove()
  clock.move(3_600_000)
  await remove(input)
  clock.move(3_600_000)
  expect((await stack(aws, made?.StackId))?.StackStatus).toBe(status)
})

test('resources are retained only from a deletion that failed', async () => {
  await deploy(aws, clock)
  await expect(remove({ RetainResources: ['SecurePrivateApiVpc'] })).rejects.toThrow(
    'not in a DELETE_FAILED state',
  )
})

test('a creation gives way to its deletion', async () => {
  const id = await execute()
  clock.move(20_000)
  expect((await stack(aws))?.StackStatus).toBe('CREATE_IN_PROGRESS')
  await remove()
  clock.move(3_600_000)
  expect((await stack(aws, id))?.StackStatus).toBe('DELETE_COMPLETE')
  expect(lines(await events(aws, id))).toContain(
    'SecurePrivateApiVpc CREATE_FAILED Resource creation cancelled',
  )
  expect(aws.cloudformation.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE')).toEqual([])
})

test('an update does not', async () => {
  await deploy(aws, clock)
  await execute({
    ChangeSetName: 'update',
    ChangeSetType: 'UPDATE',
    Parameters: [...(main().Parameters ?? []), { ParameterKey: 'VpcCidr', ParameterValue: '10.20.0.0/16' }],
  })
  clock.move(10_000)
  await expect(remove()).rejects.toThrow('cannot be deleted while in status UPDATE_IN_PROGRESS')
})

test('a stack that is only reviewed goes, and those nested in it', async () => {
  const { StackId } = await changeSet(aws, clock)
  await remove()
  clock.move(10_000)
  expect((await stack(aws, StackId))?.StackStatus).toBe('DELETE_COMPLETE')
  expect(aws.cloudformation.stacks.map(({ status }) => status)).toEqual(Array(5).fill('DELETE_COMPLETE'))
})

test('to delete what is not there is no error', async () => {
  await remove({ StackName: 'never-was' })
})
