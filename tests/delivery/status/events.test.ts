import { DeleteStackCommand } from '@aws-sdk/client-cloudformation'
import { main as events } from '../../../scripts/events.ts'
import { clients } from '../../aws/clients.ts'
import { changeSet, deploy, main, uploadChildren } from '../../aws/deploying.ts'
import { begun, demo, NAME } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(60_000)
let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ pace: 'instant' })
})
afterEach(() => desk.close())
const run = (...args: string[]) => events(args, desk.edge)

test('the last operation as one time line, nested stacks included', async () => {
  desk.aws.cloudformation.script = {}
  await demo(desk)
  expect(await run()).toBe(0)
  const text = desk.result()
  expect(text).toMatch(/^\+00:00 · secure-private-api .*CREATE_IN_PROGRESS\n/)
  expect(text).toMatch(/✓ SecurePrivateApi › Api {2}AWS::ApiGateway::RestApi {2}CREATE_COMPLETE/)
  expect(text.trimEnd().split('\n').at(-1)).toMatch(/secure-private-api .*CREATE_COMPLETE/)
  expect(desk.text()).toBe('')
})

test('of the last one alone', async () => {
  await demo(desk)
  desk.clock.move(60_000)
  const Parameters = [...(main().Parameters ?? []), { ParameterKey: 'LogLevel', ParameterValue: 'DEBUG' }]
  await deploy(desk.aws, desk.clock, {
    StackName: NAME,
    ChangeSetName: 'two',
    ChangeSetType: 'UPDATE',
    Parameters,
  })
  expect(await run()).toBe(0)
  expect(desk.result()).toMatch(/^\+00:00 · secure-private-api .*UPDATE_IN_PROGRESS\n/)
  expect(desk.result()).not.toContain('CREATE_')
})

test('what goes on is told as far as it is, without waiting', async () => {
  desk.aws.cloudformation.script = {}
  await begun(desk)
  desk.clock.move(30_000)
  const now = desk.clock.now()
  expect(await run()).toBe(0)
  expect(desk.result()).toContain('SecurePrivateApiVpc › Vpc')
  expect(desk.result()).not.toMatch(/secure-private-api {2}.*CREATE_COMPLETE/)
  expect(desk.clock.now()).toBe(now)
})

test('of a deleted stack, how it was deleted', async () => {
  await demo(desk)
  await clients(desk.aws).cloudformation.send(new DeleteStackCommand({ StackName: NAME }))
  desk.clock.move(60_000)
  expect(await run()).toBe(0)
  expect(desk.result()).toMatch(/secure-private-api .*DELETE_COMPLETE/)
})

test('of a stack that never was', () => expect(run()).rejects.toMatchObject({ name: 'UserError' }))

describe('--failed', () => {
  test('what failed, and the root cause', async () => {
    desk.aws.cloudformation.script = {
      pace: 'instant',
      failures: [{ at: 'SecurePrivateApiVpc/ApiEndpoint', on: 'create', reason: 'no such service here' }],
    }
    await uploadChildren(desk.aws)
    await deploy(desk.aws, desk.clock, { StackName: NAME })
    expect(await run('--failed')).toBe(0)
    const text = desk.result()
    expect(text).toMatch(/✗ SecurePrivateApiVpc › ApiEndpoint .*CREATE_FAILED.*: no such service here\n/)
    expect(text).not.toContain('CREATE_COMPLETE')
    expect(text).toMatch(/Root cause\n +resource +SecurePrivateApiVpc › ApiEndpoint\n/)
  })

  test('what validation refused, which no event of a stack tells', async () => {
    await demo(desk)
    desk.aws.cloudformation.script = {
      validationErrors: [
        {
          address: 'SecurePrivateApi/Api',
          reason: 'the name is taken',
          path: '/Resources/Api/Properties/Name',
        },
      ],
    }
    const Parameters = [...(main().Parameters ?? []), { ParameterKey: 'LogLevel', ParameterValue: 'DEBUG' }]
    await changeSet(desk.aws, desk.clock, {
      StackName: NAME,
      ChangeSetName: 'two',
      ChangeSetType: 'UPDATE',
      Parameters,
    })
    expect(await run('--failed')).toBe(0)
    expect(desk.result()).toContain(
      'refused by validation  /Resources/Api/Properties/Name: the name is taken',
    )
  })

  test('nothing did', async () => {
    await demo(desk)
    expect(await run('--failed')).toBe(0)
    expect(desk.result()).toBe('Nothing failed in the last operation of secure-private-api.\n')
  })
})
