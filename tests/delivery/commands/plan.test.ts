import { ListChangeSetsCommand } from '@aws-sdk/client-cloudformation'
import { main as deploy } from '../../../scripts/deploy.ts'
import { main as plan } from '../../../scripts/plan.ts'
import { type Desk, openDesk } from './desk.ts'
import { small } from './small.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const run = (...args: string[]) => plan(['--stack', 'demo', '--yes', ...args], desk.edge)
const change = ['--template', small(), '--parameters', 'Size=3']

test('a plan of a new stack leaves nothing but templates in the bucket', async () => {
  expect(await run('--template', small())).toBe(0)
  expect(desk.text()).toMatch(/^ {2}\+ Queue {2}AWS::SQS::Queue$/m)
  expect(desk.text()).toContain('4 to add')
  expect(desk.text()).toContain('Nothing was deployed')
  expect(await desk.stack()).toBeUndefined()
  expect(desk.aws.cloudformation.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE')).toEqual([])
  expect(desk.aws.calls.count('cloudformation:ExecuteChangeSet')).toBe(0)
})

describe('of a stack that is there', () => {
  beforeEach(async () => {
    await deploy(['--stack', 'demo', '--yes', '--template', small()], desk.edge)
    desk.forget()
  })

  test('shows what changes, with values before and after, and changes nothing', async () => {
    expect(await run(...change)).toBe(0)
    expect(desk.text()).toMatch(/~ Queue {2}AWS::SQS::Queue\n +DelaySeconds +1 → 3/)
    expect(desk.text()).toMatch(/~ Topic {2}AWS::SNS::Topic/)
    expect(await desk.stack()).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Parameters: [{ ParameterValue: '1' }],
    })
    const { Summaries } = await desk
      .others()
      .cloudformation.send(new ListChangeSetsCommand({ StackName: 'demo' }))
    expect(Summaries?.filter(({ ExecutionStatus }) => ExecutionStatus === 'AVAILABLE')).toEqual([])
  })

  test('--exit-code tells a pipeline whether anything changes', async () => {
    expect(await run('--exit-code', ...change)).toBe(10)
    expect(await run('--exit-code', '--template', small())).toBe(0)
    expect(desk.text()).toMatch(/demo: no changes\n$/)
  })

  test('replacements and deletions are loud', async () => {
    const other = small({
      inner: (text) =>
        text
          .replace(/ {2}Other:.*\n/, '')
          .replace('DependsOn: Topic }', 'DependsOn: Topic, Properties: { LogGroupName: orders } }'),
    })
    expect(await run('--template', other)).toBe(0)
    expect(desk.text()).toMatch(/^ {4}± Group {2}AWS::Logs::LogGroup {2}REPLACED/m)
    expect(desk.text()).toMatch(/^ {4}- Other {2}AWS::Logs::LogGroup {2}DELETED/m)
    expect(desk.text()).toContain('1 to replace, 1 to delete')
  })
})
