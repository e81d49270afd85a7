import { DeleteStackCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation'
import { main as destroy } from '../../../scripts/destroy.ts'
import { clients } from '../../aws/clients.ts'
import { changeSet, stack, uploadChildren } from '../../aws/deploying.ts'
import { begun, demo, NAME, single } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(60_000)
let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ pace: 'instant' })
})
afterEach(() => desk.close())
const run = (...args: string[]) => destroy(args, desk.edge)
const deletions = () => desk.aws.calls.count('cloudformation:DeleteStack')

test('lists everything, asks for the name, deletes, and finds nothing but what stays on purpose', async () => {
  const made = await demo(desk)
  desk.answer(() => NAME)
  expect(await run()).toBe(0)
  expect(desk.asked).toEqual(["Type the stack's name to delete it: "])
  const text = desk.text()
  expect(text).toMatch(/ApiGatewayLogRoleOfAccount {2}AWS::IAM::Role {2}\S+ {2}stays: DeletionPolicy Retain/)
  expect(text).toMatch(
    /SecurePrivateApiVpc › ApiEndpoint {2}AWS::EC2::VPCEndpoint {2}vpce-\w+ {2}costs by the hour/,
  )
  expect(text).toMatch(/SecurePrivateApi › AccessLogs {2}AWS::Logs::LogGroup {2}\S+ {2}holds data/)
  expect(text).toMatch(/^\d+ resources in 5 stacks, 2 of which stay$/m)
  expect(text).toMatch(/✓ SecurePrivateApi › Api {2}AWS::ApiGateway::RestApi {2}DELETE_COMPLETE/)
  expect(text).toMatch(/ApiGatewayAccount .*: DeletionPolicy Retain; every API of this region logs by it/)
  expect(text).toContain('Nothing is left of secure-private-api but what stays on purpose.')
  const [call] = desk.aws.calls.named('cloudformation:DeleteStack')
  expect(call?.parameters).toMatchObject({
    StackName: made.StackId,
    ClientRequestToken: expect.stringMatching(/^destroy-/),
  })
  expect(deletions()).toBe(1)
})

test.each(['', 'y', 'yes', 'secure-private-ap'])('deletes nothing for the answer %j', async (answer) => {
  await demo(desk)
  desk.answer(() => answer)
  expect(await run()).toBe(1)
  expect(desk.text()).toContain('Not deleted: nobody agreed to it.')
  expect(deletions()).toBe(0)
})

test('where nobody can be asked, --yes must be given', async () => {
  await demo(desk)
  await expect(run()).rejects.toThrow(
    'To delete secure-private-api takes consent, and there is nobody to ask.\n--yes gives it beforehand.',
  )
  expect(deletions()).toBe(0)
  expect(await run('--yes')).toBe(0)
})

test('what is protected stays, whatever --yes says, and the flag that lifts it is named', async () => {
  await demo(desk, true)
  await expect(run('--yes')).rejects.toMatchObject({
    name: 'UserError',
    message:
      'secure-private-api is protected from termination, and stays.\n' +
      'To delete it all the same: npm run destroy -- --stack secure-private-api --unprotect',
  })
  expect(desk.text()).toMatch(/secure-private-api {2}CREATE_COMPLETE {2}protected from termination/)
  expect(desk.aws.calls.count('cloudformation:UpdateTerminationProtection')).toBe(0)
  expect(await run('--yes', '--unprotect')).toBe(0)
})

test('--unprotect lifts nothing before the name is typed', async () => {
  await demo(desk, true)
  desk.answer(() => 'no')
  expect(await run('--unprotect')).toBe(1)
  expect((await stack(desk.aws, NAME))?.EnableTerminationProtection).toBe(true)
})

test('where there is no stack, says so and looks all the same', async () => {
  expect(await run()).toBe(0)
  expect(desk.text()).toContain('There is no stack secure-private-api in us-east-1 of this account.')
  expect(desk.text()).toContain('Nothing is left of secure-private-api.')
  expect(deletions()).toBe(0)
})

test('after a deletion by somebody else, looks for what that one left, by the names that were its own', async () => {
  await demo(desk)
  await clients(desk.aws).cloudformation.send(new DeleteStackCommand({ StackName: NAME }))
  desk.clock.move(600_000)
  expect(await run()).toBe(0)
  expect(desk.text()).toMatch(/one was deleted on 2026-11-29T/)
  expect(desk.text()).toContain('looked for 5 stacks by id')
  expect(deletions()).toBe(1)
})

test('what has its tag and is none of its resources is listed, and is a failure', async () => {
  await demo(desk)
  const arn = 'arn:aws:ec2:us-east-1:111122223333:security-group/sg-0123'
  desk.aws.tagging.added.set(arn, { Stack: NAME })
  expect(await run('--yes')).toBe(1)
  expect(desk.text()).toContain(
    `is left:\n  ${arn}: has the tag of this stack, and is none of its resources\n`,
  )
  expect(desk.text()).toContain('secure-private-api is not gone without a trace.')
})

test('a nested stack is not destroyed alone', async () => {
  await demo(desk)
  const nested = desk.aws.cloudformation.stacks.find(({ address }) => address === 'SecurePrivateApi')
  await expect(run('--yes', '--stack', nested?.name ?? '')).rejects.toThrow(
    'npm run destroy -- --stack secure-private-api',
  )
})

test('a stack in review: lists the change sets that wait in it, whoever made them, and removes nested ones', async () => {
  await uploadChildren(desk.aws)
  await changeSet(desk.aws, desk.clock, { StackName: NAME, ChangeSetName: 'of-somebody-else' })
  await expect(run()).rejects.toThrow('takes consent')
  expect(desk.text()).toMatch(/change set of-somebody-else waits in it \(CREATE_COMPLETE, made 2026-/)
  expect(await run('--yes')).toBe(0)
  expect(desk.aws.cloudformation.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE')).toEqual([])
})

test('a stack at work is watched to its end first, then asked about as it is then', async () => {
  await desk.close()
  desk = await openDesk()
  await begun(desk)
  expect(await run('--yes', '--stack', NAME)).toBe(0)
  const text = desk.text()
  expect(text).toMatch(/is CREATE_IN_PROGRESS: watching that to its end first/)
  expect(text.indexOf('✓ secure-private-api  AWS::CloudFormation::Stack  CREATE_COMPLETE')).toBeLessThan(
    text.indexOf('secure-private-api  CREATE_COMPLETE  not protected'),
  )
})

test('a deletion that somebody else began is watched, and not begun again', async () => {
  await desk.close()
  desk = await openDesk()
  await demo(desk)
  await clients(desk.aws).cloudformation.send(new DeleteStackCommand({ StackName: NAME }))
  desk.clock.move(30_000)
  expect(await run()).toBe(0)
  expect(desk.text()).toMatch(/is DELETE_IN_PROGRESS: watching that to its end first/)
  expect(deletions()).toBe(1)
})

test('protection that somebody puts on meanwhile is told in two lines', async () => {
  await demo(desk)
  desk.aws.faults.before = async ({ action }) => {
    if (action !== 'DeleteStack') return
    desk.aws.faults.before = undefined
    await clients(desk.aws).cloudformation.send(
      new UpdateTerminationProtectionCommand({ StackName: NAME, EnableTerminationProtection: true }),
    )
  }
  await expect(run('--yes')).rejects.toMatchObject({
    name: 'Failure',
    message: expect.stringMatching(
      /^secure-private-api cannot be deleted at this moment: .*\nNothing was changed/,
    ),
  })
})

describe('--only', () => {
  const family = ['--stack', 'shop']
  test('is one of the four by its name', async () => {
    await single(desk, 'shop-vpc', 'dist/secure-private-api-vpc.yaml')
    expect(await run(...family, '--only', 'vpc', '--yes')).toBe(0)
    expect(desk.text()).toContain('Nothing is left of shop-vpc')
  })

  test('without it, those of the four that are there are named', async () => {
    await single(desk, 'shop-public', 'dist/unsecure-public-api.yaml')
    await single(desk, 'shop-vpc', 'dist/secure-private-api-vpc.yaml')
    expect(await run(...family)).toBe(0)
    expect(desk.text()).toContain(
      'There are shop-vpc, shop-public: npm run destroy -- --stack shop --only vpc, then public\n',
    )
    expect(deletions()).toBe(0)
  })

  test('a network is not taken from under an API that is wired to it', async () => {
    const vpc = await single(desk, 'shop-vpc', 'dist/secure-private-api-vpc.yaml')
    const outputs = new Map(
      vpc?.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    )
    const wires = ['VpcEndpointId', 'VpcId', 'IsolatedSubnetIds', 'VpcCidr']
    const api = await single(
      desk,
      'shop-private',
      'dist/secure-private-api.yaml',
      Object.fromEntries(wires.map((name) => [name, outputs.get(name) ?? ''])),
    )
    expect(api?.StackStatus).toBe('CREATE_COMPLETE')
    await expect(run(...family, '--only', 'vpc', '--yes')).rejects.toMatchObject({
      name: 'Failure',
      message: expect.stringMatching(
        /^shop-private is wired to shop-vpc \(VpcId=vpc-\w+\) and would be left without it\.\nDestroy that one first: npm run destroy -- --stack shop --only private$/,
      ),
    })
    expect(deletions()).toBe(0)
    expect(await run(...family, '--only', 'private', '--yes')).toBe(0)
    expect(await run(...family, '--only', 'vpc', '--yes')).toBe(0)
  })
})

test('Ctrl-C leaves a deletion alone, says how to watch it, and a second run ends it', async () => {
  await desk.close()
  desk = await openDesk()
  await demo(desk)
  desk.aws.faults.before = ({ action }) => {
    if (action !== 'DescribeStackEvents' || deletions() === 0) return
    desk.aws.faults.before = undefined
    desk.interrupt()
  }
  expect(await run('--yes')).toBe(130)
  expect(desk.text()).toContain('To watch it: npm run watch -- --stack secure-private-api\n')
  expect((await stack(desk.aws, NAME))?.StackStatus).toBe('DELETE_IN_PROGRESS')
  expect(await run()).toBe(0)
  expect(deletions()).toBe(1)
})
