import { DeleteStackCommand } from '@aws-sdk/client-cloudformation'
import { main as watch } from '../../../scripts/watch.ts'
import { clients } from '../../aws/clients.ts'
import { begun, demo, NAME } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(60_000)
let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())
const run = (...args: string[]) => watch(args, desk.edge)

test('shows what happened before and what goes on, and ends with the outputs', async () => {
  await begun(desk)
  desk.clock.move(60_000)
  expect(await run()).toBe(0)
  expect(desk.text()).toMatch(/^\+00:00 · secure-private-api .*CREATE_IN_PROGRESS\n/)
  expect(desk.text()).toMatch(
    /✓ secure-private-api {2}AWS::CloudFormation::Stack {2}CREATE_COMPLETE {2}\d+ min/,
  )
  expect(desk.result()).toMatch(/^SecureApiUrl +https:/m)
})

test('ends with the root cause where it fails, and says so by its exit code', async () => {
  desk.aws.cloudformation.script = {
    failures: [
      { at: 'SecurePrivateApiVpc/Vpc', on: 'create', reason: 'The maximum number of VPCs has been reached.' },
    ],
  }
  await begun(desk)
  expect(await run()).toBe(1)
  expect(desk.text()).toMatch(/Root cause\n +resource +SecurePrivateApiVpc › Vpc\n/)
  expect(desk.text()).toContain('dist/secure-private-api-vpc.yaml:')
})

test('nothing runs', async () => {
  await demo(desk)
  expect(await run()).toBe(0)
  expect(desk.text()).toBe('Nothing runs on secure-private-api: it is CREATE_COMPLETE: as it was asked for\n')
})

test('a deletion to its end', async () => {
  await demo(desk)
  await clients(desk.aws).cloudformation.send(new DeleteStackCommand({ StackName: NAME }))
  desk.clock.move(10_000)
  expect(await run()).toBe(0)
  expect(desk.text()).toContain('secure-private-api is gone.')
})

test('Ctrl-C ends the watching and nothing else', async () => {
  await begun(desk)
  let polls = 0
  desk.aws.faults.before = ({ action }) => {
    if (action === 'DescribeStackEvents' && ++polls === 3) desk.interrupt()
  }
  expect(await run()).toBe(130)
  expect(desk.text()).toContain(
    'it goes on by itself. To watch it again: npm run watch -- --stack secure-private-api',
  )
  expect(desk.aws.calls.all.filter(({ action }) => /^(Cancel|Delete|Rollback)/.test(action))).toEqual([])
})

test('a stack that is not there', () => expect(run()).rejects.toMatchObject({ name: 'UserError' }))
