import { main as deploy } from '../../../scripts/deploy.ts'
import { type Desk, openDesk } from './desk.ts'
import { small } from './small.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const run = (...args: string[]) => deploy(['--stack', 'demo', '--template', small(), ...args], desk.edge)
/** Ctrl-C at that call; once more at another one. */
const pressAt = (...presses: [action: string, occurrence: number][]) => {
  desk.aws.faults.before = ({ action, occurrence }) => {
    if (presses.some(([name, number]) => name === action && number === occurrence)) desk.interrupt()
  }
}
const standing = async () => (await desk.stack())?.StackStatus

describe('Ctrl-C before the change set is executed', () => {
  test.each([
    ['while the stack is looked at', 'GetCallerIdentity', 1],
    ['while templates are uploaded', 'PutObject', 1],
    ['while the change set is made', 'DescribeChangeSet', 2],
    ['while the stack is protected', 'UpdateTerminationProtection', 1],
  ])('%s leaves neither change set nor stack', async (_when, action, occurrence) => {
    pressAt([action, occurrence])
    expect(await run('--yes')).toBe(130)
    expect(desk.aws.calls.count('cloudformation:ExecuteChangeSet')).toBe(0)
    expect(await standing()).toBeUndefined()
    desk.aws.faults.clear()
    expect(await run('--yes')).toBe(0)
  })

  test('at the question as well', async () => {
    desk.answer((question) => {
      if (question.startsWith('Make')) return 'y'
      desk.interrupt()
      throw Object.assign(new Error('The operation was aborted'), { name: 'AbortError' })
    })
    expect(await run()).toBe(130)
    expect(await standing()).toBeUndefined()
  })
})

describe('Ctrl-C while a stack is made', () => {
  test('asks; Yes deletes it', async () => {
    pressAt(['DescribeStackEvents', 3])
    desk.answer(() => 'y')
    expect(await run('--yes')).toBe(130)
    expect(desk.asked).toEqual(['A creation cannot be cancelled, only deleted. Delete the stack? [y/N] '])
    expect(await standing()).toBeUndefined()
  })

  test('No leaves it alone, and says how to watch', async () => {
    pressAt(['DescribeStackEvents', 3])
    desk.answer(() => 'n')
    expect(await run('--yes')).toBe(130)
    expect(desk.text()).toContain(
      'left alone: it goes on by itself; to watch it: npm run watch -- --stack demo\n',
    )
    expect(await standing()).toBe('CREATE_IN_PROGRESS')
  })

  test('where nobody can be asked, it goes on', async () => {
    pressAt(['DescribeStackEvents', 3])
    expect(await run('--yes')).toBe(130)
    expect(await standing()).toBe('CREATE_IN_PROGRESS')
  })
})

describe('Ctrl-C while a stack is updated', () => {
  beforeEach(async () => {
    await run('--yes')
    desk.forget()
  })

  test('cancels the update and shows how it is rolled back', async () => {
    pressAt(['DescribeStackEvents', 3])
    expect(await run('--yes', '--parameters', 'Size=4')).toBe(130)
    expect(desk.aws.calls.count('cloudformation:CancelUpdateStack')).toBe(1)
    expect(desk.text()).toContain('the update is being cancelled')
    expect(desk.text()).toContain('UPDATE_ROLLBACK_COMPLETE')
    expect(await desk.stack()).toMatchObject({
      StackStatus: 'UPDATE_ROLLBACK_COMPLETE',
      Parameters: [{ ParameterValue: '1' }],
    })
  })

  test('the second one leaves it alone', async () => {
    pressAt(['DescribeStackEvents', 3], ['DescribeStackEvents', 4])
    expect(await run('--yes', '--parameters', 'Size=4')).toBe(130)
    expect(desk.text()).toContain('left alone: it goes on by itself')
    expect(await standing()).toMatch(/_IN_PROGRESS$/)
  })

  test('while the change set is being executed counts as the first', async () => {
    pressAt(['ExecuteChangeSet', 1])
    expect(await run('--yes', '--parameters', 'Size=4')).toBe(130)
    expect(await desk.stack()).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' })
  })
})
