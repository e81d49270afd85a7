import { DeleteStackCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation'
import { main as deploy } from '../../../scripts/deploy.ts'
import { type Desk, openDesk } from './desk.ts'
import { small } from './small.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const run = (...args: string[]) => deploy(['--stack', 'demo', '--yes', ...args], desk.edge)
/** The box at the end, without what was said before. */
const box = () => desk.text().slice(desk.text().indexOf('Root cause'))

test('a resource deep down that fails is the root cause; its siblings were cancelled, its stacks only report it', async () => {
  const reason = 'Log group demo already exists'
  desk.aws.cloudformation.script = { failures: [{ at: 'Inner/Group', on: 'create', reason }] }
  expect(await run('--template', small())).toBe(1)
  expect(await desk.stack()).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' })
  expect(box()).toMatch(/^ {2}resource +Inner › Group$/m)
  expect(box()).toMatch(/^ {2}type +AWS::Logs::LogGroup$/m)
  expect(box()).toContain(reason)
  expect(box()).toMatch(/^ {2}declared at +.*inner\.yaml:5/m)
  expect(box()).toMatch(/^ {2}cancelled +1 more, because of it$/m)
  expect(box()).not.toContain('Embedded stack')
  expect(desk.result()).toBe('')
})

test('dist/: the failure that the story is known for is told with its module, its cause and its cure', async () => {
  const reason =
    'private-dns-enabled cannot be set because there is already a conflicting DNS domain for execute-api.us-east-1.amazonaws.com in the VPC vpc-1'
  desk.aws.cloudformation.script = {
    failures: [{ at: 'SecurePrivateApiVpc/ApiEndpoint', on: 'create', reason }],
  }
  expect(await run()).toBe(1)
  expect(box()).toMatch(/^ {2}resource +SecurePrivateApiVpc › ApiEndpoint$/m)
  expect(box()).toMatch(/dist\/secure-private-api-vpc\.yaml:\d+/)
  expect(box()).toMatch(/templates\/secure-private-api-vpc\.ts:\d+/)
  expect(box()).toMatch(/^ {2}cure /m)
})

test('an update that fails is rolled back, and told so; the stack serves as before', async () => {
  await run('--template', small())
  desk.forget()
  desk.aws.cloudformation.script = { failures: [{ at: 'Inner/Topic', on: 'update', reason: 'no such name' }] }
  expect(await run('--template', small(), '--parameters', 'Size=3')).toBe(1)
  expect(await desk.stack()).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' })
  expect(box()).toMatch(/^ {2}resource +Inner › Topic$/m)
  // It can be tried again from there.
  desk.aws.cloudformation.script = {}
  expect(await run('--template', small(), '--parameters', 'Size=3')).toBe(0)
})

test.each([
  ['late', { late: 40_000 }],
  ['twice', { twice: 2 }],
  ['out of order', { shuffled: true }],
])('events that come %s change neither the outcome nor the cause', async (_how, events) => {
  desk.aws.cloudformation.script = {
    events,
    failures: [
      { at: 'Inner/Group', on: 'create', reason: 'first' },
      { at: 'Queue', on: 'create', reason: 'second', after: 60_000 },
    ],
  }
  expect(await run('--template', small())).toBe(1)
  expect(box()).toMatch(/^ {2}resource +Inner › Group$/m)
  desk.aws.cloudformation.script = { events }
  desk.forget()
  expect(await run('--template', small())).toBe(0)
  const lines = desk
    .text()
    .split('\n')
    .filter((line) => line.includes('✓ Inner › Group '))
  expect(lines).toHaveLength(1)
})

test('what CloudFormation finds before it deploys anything is told, and nothing is left behind', async () => {
  desk.aws.cloudformation.script = {
    validationErrors: [
      {
        address: 'Queue',
        reason: 'DelaySeconds: 901 is greater than 900',
        path: '/Resources/Queue/Properties/DelaySeconds',
      },
    ],
  }
  await expect(run('--template', small())).rejects.toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(
      /\/Resources\/Queue\/Properties\/DelaySeconds: DelaySeconds: 901 is greater than 900\nNothing was changed\./,
    ),
  })
  expect(await desk.stack()).toBeUndefined()
})

test('a change set whose values CloudFormation cannot all tell is shown whole', async () => {
  desk.aws.cloudformation.script = { withoutPropertyValues: ['Queue'], changesOnAPage: 1 }
  expect(await run('--template', small())).toBe(0)
  for (const name of ['Queue', 'Inner', 'Topic', 'Group', 'Other'])
    expect(desk.text()).toMatch(new RegExp(`^ +\\+ ${name} `, 'm'))
})

describe('somebody else meanwhile', () => {
  const atExecution = (work: () => unknown) => {
    desk.aws.faults.before = async ({ action }) => {
      if (action === 'ExecuteChangeSet') await work()
    }
  }

  test('deletes the change set', async () => {
    atExecution(() => {
      for (const changeSet of desk.aws.cloudformation.changeSets.values())
        changeSet.status = 'DELETE_COMPLETE'
    })
    await expect(run('--template', small())).rejects.toMatchObject({
      name: 'Failure',
      message: expect.stringMatching(
        /^The change set of demo cannot be executed any more: somebody else executed or deleted one\./,
      ),
    })
  })

  test('deletes the stack while it is made', async () => {
    desk.aws.faults.before = async ({ action, occurrence }) => {
      if (action !== 'DescribeStackEvents' || occurrence !== 4) return
      const { cloudformation } = desk.others()
      await cloudformation.send(
        new UpdateTerminationProtectionCommand({ StackName: 'demo', EnableTerminationProtection: false }),
      )
      await cloudformation.send(new DeleteStackCommand({ StackName: 'demo' }))
    }
    expect(await run('--template', small())).toBe(1)
    expect(desk.text()).toContain('demo is DELETE_COMPLETE')
    expect(desk.result()).toBe('')
  })
})

describe('a call that is denied names the action that is missing', () => {
  test.each([
    ['sts:GetCallerIdentity'],
    ['cloudformation:DescribeStacks'],
    ['cloudformation:CreateChangeSet'],
    ['cloudformation:DescribeChangeSet'],
    ['cloudformation:UpdateTerminationProtection'],
    ['cloudformation:ExecuteChangeSet'],
    ['cloudformation:DescribeStackEvents'],
    ['s3:CreateBucket'],
    ['s3:PutBucketPolicy'],
    ['s3:PutObject'],
  ])('%s', async (action) => {
    desk.aws.deny.add(action)
    await expect(run('--template', small())).rejects.toMatchObject({
      name: 'Failure',
      message: expect.stringContaining(`${action} is denied to arn:aws:iam::111122223333:user/dev`),
    })
  })
})

test('credentials that expire half-way: what runs goes on, and the same command takes it up', async () => {
  desk.aws.faults.add({
    when: { call: 'cloudformation:DescribeStackEvents', occurrence: 4 },
    trouble: 'expire',
  })
  await expect(run('--template', small())).rejects.toMatchObject({
    name: 'Failure',
    message:
      'The credentials have expired (cloudformation:DescribeStackEvents).\nRenew them. Run the same command again: it goes on from where the stack is.',
  })
  desk.aws.credentials.renew()
  expect(await run('--template', small())).toBe(0)
  expect(desk.text()).toContain('demo is CREATE_IN_PROGRESS: watching that to its end first\n')
  expect(desk.text()).toContain('demo: no changes\n')
  expect(desk.aws.calls.named('cloudformation:ExecuteChangeSet')).toHaveLength(1)
})

test.each([-600_000, 600_000])('a clock that is %d ms off is no obstacle', async (skew) => {
  desk.aws.credentials.skew = skew
  expect(await run('--template', small())).toBe(0)
})
