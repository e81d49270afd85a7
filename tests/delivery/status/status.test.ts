import { ExecuteChangeSetCommand } from '@aws-sdk/client-cloudformation'
import { main as status } from '../../../scripts/status.ts'
import { clients } from '../../aws/clients.ts'
import { changeSet, uploadChildren } from '../../aws/deploying.ts'
import { begun, demo, NAME } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(60_000)
let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())
const run = (...args: string[]) => status(args, desk.edge)

test('a stack that works, with those it nests', async () => {
  await demo(desk, true)
  expect(await run()).toBe(0)
  const text = desk.result()
  expect(text).toMatch(
    /^secure-private-api {2}CREATE_COMPLETE: as it was asked for\n {2}arn:aws:cloudformation:/,
  )
  expect(text).toContain('npm run deploy   updates it\n')
  expect(text).toContain('npm run destroy  lists all that is in it, asks for its name, and deletes it\n')
  expect(text).toContain('protection       protected from termination\n')
  expect(text).toMatch(
    /last operation {3}CREATE_IN_PROGRESS 2026-11-29T08:\d\d:\d\dZ, CREATE_COMPLETE after \d+ min \d+ s\n/,
  )
  expect(text).toContain('drift            never looked for\n')
  for (const nested of ['UnsecurePublicApi', 'SecurePrivateApiVpc', 'SecurePrivateApi', 'ApiConsumer'])
    expect(text).toContain(`  ${nested}  CREATE_COMPLETE: as it was asked for\n`)
})

test('a stack at work', async () => {
  await begun(desk)
  expect(await run()).toBe(0)
  expect(desk.result()).toMatch(/^secure-private-api {2}CREATE_IN_PROGRESS: CloudFormation is at work\n/)
  expect(desk.result()).toMatch(/CREATE_IN_PROGRESS 2026-\S+, still going on\n/)
  expect(desk.result()).toContain('npm run deploy   watches that to its end, then goes on\n')
  expect(desk.result()).toContain('not protected: npm run deploy protects it')
})

test('a change set that waits', async () => {
  await uploadChildren(desk.aws)
  await changeSet(desk.aws, desk.clock, { StackName: NAME, ChangeSetName: 'of-somebody' })
  expect(await run()).toBe(0)
  expect(desk.result()).toMatch(/REVIEW_IN_PROGRESS: nothing but a change set that was never executed/)
  expect(desk.result()).toContain('last operation   none yet\n')
  expect(desk.result()).toMatch(/change set of-somebody waits: CREATE_COMPLETE, made 2026-/)
})

test('a stack that was never made says why', async () => {
  desk.aws.cloudformation.script = {
    failures: [{ at: 'SecurePrivateApiVpc/Vpc', on: 'create', reason: 'too many VPCs' }],
  }
  await uploadChildren(desk.aws)
  const { ChangeSetId } = await changeSet(desk.aws, desk.clock, { StackName: NAME })
  await clients(desk.aws).cloudformation.send(new ExecuteChangeSetCommand({ ChangeSetName: ChangeSetId }))
  desk.clock.move(3_600_000)
  expect(await run()).toBe(0)
  expect(desk.result()).toMatch(/ROLLBACK_COMPLETE: the last operation failed\n/)
  expect(desk.result()).toContain('lists what is left of it, asks, deletes it and makes it anew')
})

test('a stack that is not there is the mistake of whoever named it', () =>
  expect(run('--stack', 'shop')).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('There is no stack shop in us-east-1 of this account.'),
  }))
