import { main as destroy } from '../../../scripts/destroy.ts'
import type { Failure } from '../../aws/cloudformation/script.ts'
import { stack } from '../../aws/deploying.ts'
import { demo, idOf, NAME } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(60_000)
let desk: Desk
afterEach(() => desk.close())
const run = (...args: string[]) => destroy(args, desk.edge)
const HELD = 'resource sg-1 has a dependent object (Service: Ec2, Status Code: 400)'
const GROUP = 'SecurePrivateApi/GreeterSecurityGroup'

async function open(failure: Partial<Failure> = {}) {
  desk = await openDesk({
    pace: 'instant',
    failures: [{ at: GROUP, on: 'delete', reason: HELD, ...failure }],
  })
  await demo(desk)
}
/** The interface of a function that Lambda has not given back yet. */
const awaited = (minutes: number) => ({
  id: 'eni-1',
  description: 'AWS Lambda VPC ENI-greeter-1234',
  groupIds: [idOf(desk, 'SecurePrivateApi', 'GreeterSecurityGroup')],
  until: desk.clock.now() + minutes * 60_000,
})
const deletions = () =>
  desk.aws.calls.named('cloudformation:DeleteStack').map(({ parameters }) => parameters.DeletionMode)

test('waits for what Lambda gives back, tries once more, and succeeds', async () => {
  await open({ times: 1 })
  desk.aws.ec2.interfaces.push(awaited(30))
  expect(await run('--yes')).toBe(0)
  const text = desk.text()
  expect(text).toContain('Root cause')
  expect(text).toMatch(
    /In the way:\n {2}SecurePrivateApi › GreeterSecurityGroup {2}AWS::EC2::SecurityGroup {2}sg-/,
  )
  expect(text).toContain('held by eni-1 (AWS Lambda VPC ENI-greeter-1234), being given back')
  expect(text).toContain(
    'waiting for Lambda to give back eni-1 (AWS Lambda VPC ENI-greeter-1234) (0 s, at most 45 min 0 s)',
  )
  expect(text).toMatch(/\(5 min 0 s, at most 45 min 0 s\)/)
  expect(text).toContain('trying once more to delete secure-private-api')
  expect(deletions()).toEqual([undefined, undefined])
})

test('deletes interfaces of functions that nobody gives back any more', async () => {
  await open({ times: 1 })
  desk.aws.ec2.interfacesLingerFor = 24 * 60 * 60_000
  expect(await run('--yes')).toBe(0)
  expect(desk.text()).toMatch(/deleted eni-0\w+ \(AWS Lambda VPC ENI-.*\): left over from a function/)
})

test('waits no longer than its bound, says what still holds the group, and names the last resort', async () => {
  await open()
  const began = desk.clock.now()
  desk.aws.ec2.interfaces.push(awaited(24 * 60))
  expect(await run('--yes')).toBe(1)
  expect(desk.text()).toContain('still held by eni-1')
  expect(desk.text()).toContain(
    'The last resort is to delete the stack without 1 resource that cannot be deleted: --force',
  )
  expect(desk.clock.now() - began).toBeLessThan(60 * 60_000)
  expect(deletions()).toEqual([undefined, undefined])
  expect((await stack(desk.aws, NAME))?.StackStatus).toBe('DELETE_FAILED')
})

test('does not wait for what is in use by something that Lambda did not make', async () => {
  await open()
  desk.aws.ec2.interfaces.push({ ...awaited(24 * 60), description: 'a load balancer' })
  const began = desk.clock.now()
  expect(await run('--yes')).toBe(1)
  expect(desk.text()).toContain('still held by eni-1 (a load balancer)')
  expect(desk.clock.now() - began).toBeLessThan(15 * 60_000)
})

test('--yes does not force; --force does, and what is left behind is told as a failure', async () => {
  await open()
  expect(await run('--yes', '--force')).toBe(1)
  expect(deletions()).toEqual([undefined, undefined, 'FORCE_DELETE_STACK'])
  expect(desk.text()).toMatch(
    /is left:\n {2}SecurePrivateApi › GreeterSecurityGroup {2}AWS::EC2::SecurityGroup {2}sg-\w+: CloudFormation gave up on it/,
  )
})

test('on a terminal, forcing is a question of its own', async () => {
  await open()
  desk.answer((question) => (question.startsWith('Type') ? NAME : 'n'))
  expect(await run()).toBe(1)
  expect(desk.asked.at(-1)).toBe(
    'Delete the stack without 1 resource that cannot be deleted? (You have to find and remove them by hand.) [y/N] ',
  )
  expect(deletions()).toEqual([undefined, undefined])
})

test('what may not be looked up is said, and the deletion is tried all the same', async () => {
  await open({ times: 1 })
  desk.aws.deny.add('ec2:DescribeNetworkInterfaces')
  expect(await run('--yes')).toBe(1)
  expect(desk.text()).toContain('what holds them cannot be checked: needs ec2:DescribeNetworkInterfaces')
  expect(desk.text()).toContain('not known: this needs ec2:DescribeNetworkInterfaces')
  expect(await stack(desk.aws, NAME).catch((error) => error.message)).toContain('does not exist')
})

test('interfaces that may not be deleted are said to be in the way', async () => {
  await open({ times: 1 })
  desk.aws.ec2.interfacesLingerFor = 24 * 60 * 60_000
  desk.aws.deny.add('ec2:DeleteNetworkInterface')
  await run('--yes')
  expect(desk.text()).toContain(
    'left-over network interfaces cannot be deleted: needs ec2:DeleteNetworkInterface',
  )
})

test('nothing is waited for while the function itself is there', async () => {
  desk = await openDesk({
    pace: 'instant',
    failures: [{ at: 'SecurePrivateApi/Greeter', on: 'delete', reason: 'throttled', times: 1 }],
  })
  await demo(desk)
  const began = desk.clock.now()
  expect(await run('--yes')).toBe(0)
  expect(desk.text()).toMatch(/held by eni-\w+ \(AWS Lambda VPC ENI-.*\), being given back/)
  expect(desk.text()).toContain('not waited for: functions of the stack are still there')
  expect(desk.clock.now() - began).toBeLessThan(10 * 60_000)
})

test('a stack whose deletion failed before is taken on from there', async () => {
  await open({ times: 2 })
  expect(await run('--yes')).toBe(1)
  desk.forget()
  expect(await run('--yes')).toBe(0)
  expect(desk.text()).toMatch(/^secure-private-api {2}DELETE_FAILED/m)
})
