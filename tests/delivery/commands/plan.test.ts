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

test('a stack that was made for the plan stays where somebody else has begun to use it', async () => {
  desk.aws.faults.before = async ({ action, occurrence }) => {
    if (action !== 'DeleteChangeSet' || occurrence !== 1) return
    await desk.aws.asSomebodyElse('cloudformation', 'CreateChangeSet', {
      StackName: 'demo',
      ChangeSetName: 'theirs',
      ChangeSetType: 'CREATE',
      TemplateBody: 'Resources: { Topic: { Type: AWS::SNS::Topic } }',
    })
  }
  expect(await run('--template', small())).toBe(0)
  expect(await desk.stack()).toMatchObject({ StackStatus: 'REVIEW_IN_PROGRESS' })
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

describe('where CloudFormation cannot look into nested stacks beforehand', () => {
  const why = "Parameter 'VpcEndpointId' must match pattern ^vpce-[0-9a-f]{8,17}$"
  beforeEach(() => {
    desk.aws.cloudformation.script = { blindNestedStacks: { Inner: why } }
  })

  test('the root stack is planned alone, with the reason', async () => {
    expect(await run('--template', small())).toBe(0)
    expect(desk.text()).toContain('CloudFormation cannot look into the nested stacks beforehand: demo-Inner-')
    expect(desk.text()).toContain(why)
    expect(desk.text()).toMatch(/^ {2}\+ Inner {2}AWS::CloudFormation::Stack$/m)
    expect(desk.text()).toContain('2 to add')
    expect(await desk.stack()).toBeUndefined()
    expect(desk.aws.cloudformation.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE')).toEqual([])
  })

  test('and can be deployed', async () => {
    expect(await deploy(['--stack', 'demo', '--yes', '--template', small()], desk.edge)).toBe(0)
    expect(await desk.stack()).toMatchObject({ StackStatus: 'CREATE_COMPLETE' })
    expect(desk.text()).toMatch(/✓ Inner › Topic/)
    const nested = desk.aws.calls
      .named('cloudformation:CreateChangeSet')
      .map(({ parameters }) => parameters.IncludeNestedStacks)
    expect(nested).toEqual(['true', 'false'])
  })
})
