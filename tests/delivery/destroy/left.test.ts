import { main as destroy } from '../../../scripts/destroy.ts'
import { demo, idOf, NAME } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(60_000)
let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ pace: 'instant' })
  await demo(desk)
})
afterEach(() => desk.close())
const run = (...args: string[]) => destroy(args, desk.edge)
const executionLog = () => `API-Gateway-Execution-Logs_${idOf(desk, 'SecurePrivateApi', 'Api')}/miztiik`

test('a log group that was written to late is found, asked about and deleted', async () => {
  const group = executionLog()
  desk.aws.logs.writeLate({ group, after: 0 })
  desk.answer((question) => (question.startsWith('Type') ? NAME : 'y'))
  expect(await run()).toBe(0)
  expect(desk.asked.at(-1)).toBe('Delete it? [y/N] ')
  expect(desk.text()).toContain(`log groups that were written to after they were deleted: ${group}`)
  expect(desk.aws.logs.groups().has(group)).toBe(false)
})

test('one that comes back again is deleted again', async () => {
  desk.aws.logs.writeLate({ group: executionLog(), after: 5000, times: 2 })
  desk.aws.tagging.lag = 30_000
  expect(await run('--yes')).toBe(0)
  expect(desk.aws.calls.count('logs:DeleteLogGroup')).toBe(2)
})

test('one that is not to be deleted is left, which is a failure', async () => {
  const group = executionLog()
  desk.aws.logs.writeLate({ group, after: 0 })
  desk.answer((question) => (question.startsWith('Type') ? NAME : 'n'))
  expect(await run()).toBe(1)
  expect(desk.text()).toContain(`is left:\n  ${group}: a log group of this stack\n`)
})

test('the log group that Lambda gives a function by itself is one of them', async () => {
  const group = `/aws/lambda/${idOf(desk, 'SecurePrivateApi', 'Greeter')}`
  desk.aws.logs.add(group)
  expect(await run('--yes')).toBe(0)
  expect(desk.aws.logs.groups().has(group)).toBe(false)
})

test('other log groups are not touched, however alike their names', async () => {
  const group = `/aws/lambda/${idOf(desk, 'SecurePrivateApi', 'Greeter')}-too`
  desk.aws.logs.add(group)
  expect(await run('--yes')).toBe(0)
  expect(desk.aws.logs.groups().has(group)).toBe(true)
})

test('waits for a tag index that is late', async () => {
  desk.aws.tagging.lag = 45_000
  expect(await run('--yes')).toBe(0)
  expect(desk.text()).toMatch(/waiting for the tag index: it lists \d+ that are gone/)
  expect(desk.text()).not.toContain('though the tag index')
})

test('and not for ever: what CloudFormation has deleted is gone, whatever the index says', async () => {
  desk.aws.tagging.lag = 3_600_000
  const began = desk.clock.now()
  expect(await run('--yes')).toBe(0)
  expect(desk.text()).toMatch(/gone, though the tag index still lists it:\n {2}arn:aws:/)
  expect(desk.clock.now() - began).toBeLessThan(10 * 60_000)
})

test('what nobody may look at is not taken for gone', async () => {
  desk.aws.deny.add('tag:GetResources')
  desk.aws.deny.add('logs:DescribeLogGroups')
  expect(await run('--yes')).toBe(1)
  expect(desk.text()).toContain('not known: this needs tag:GetResources')
  expect(desk.text()).toContain('not known: this needs logs:DescribeLogGroups')
})
