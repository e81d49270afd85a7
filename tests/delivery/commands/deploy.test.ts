import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { main as deploy } from '../../../scripts/deploy.ts'
import { main as outputs } from '../../../scripts/outputs.ts'
import { type Desk, openDesk } from './desk.ts'
import { small } from './small.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const run = (...args: string[]) => deploy(['--stack', 'demo', ...args], desk.edge)
const BUCKET = 'secure-private-api-artifacts-111122223333-us-east-1'

describe('dist/main.yaml', () => {
  test('is made, protected, and told with its outputs; the second time there is nothing to do', async () => {
    expect(await run('--yes')).toBe(0)
    expect(desk.text()).toContain(
      'demo: a new stack in us-east-1 of account 111122223333, as arn:aws:iam::111122223333:user/dev\n',
    )
    expect(desk.text()).toMatch(
      /access: proved in the model: (\d+) of \1 theorems; not that AWS behaves so\n/,
    )
    expect(desk.text()).toContain('59 to add, 0 to change, 0 to replace, 0 to delete\n')
    expect(desk.text()).toMatch(
      /\+\d\d:\d\d ✓ SecurePrivateApi › Stage {2}AWS::ApiGateway::Stage {2}CREATE_COMPLETE {2}2 s\n/,
    )
    expect(desk.result()).toMatch(
      /^SecureApiUrl +https:\/\/\w+\.execute-api\.us-east-1\.amazonaws\.com\/miztiik\/secure\/greeter$/m,
    )
    expect(await desk.stack()).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      EnableTerminationProtection: true,
    })

    desk.forget()
    expect(await run()).toBe(0)
    expect(desk.text()).toBe('demo: no changes\n')
    expect(desk.result()).toMatch(/^SecureApiUrl /m)
    expect(desk.aws.calls.all.map(({ action }) => action)).toEqual([
      'DescribeStacks',
      'GetCallerIdentity',
      'GetTemplate',
      'DescribeStacks',
    ])
  })

  test('an update shows values before and after, what it means for access, and touches only what changes', async () => {
    await run('--yes')
    desk.forget()
    expect(await run('--yes', '--parameters', 'ThrottlingRateLimit=20', 'CorporateCidr=192.168.0.0/16')).toBe(
      0,
    )
    expect(desk.text()).toContain('  ThrottlingRateLimit = 20  (given)\n')
    expect(desk.text()).toMatch(/OPENED: only the new templates accept this request/)
    expect(desk.text()).toMatch(
      /~ Stage {2}AWS::ApiGateway::Stage[\s\S]*- +"ThrottlingRateLimit": "10"\n +\+ +"ThrottlingRateLimit": "20"/,
    )
    expect(desk.aws.calls.count('s3:PutObject')).toBe(0)
    expect(await desk.stack()).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' })
  })

  test('a change that breaks a theorem is refused before anything is written, and can be accepted by name', async () => {
    const open = 'tests/proof/report/fixtures/open.yaml'
    expect(await run('--yes', '--template', open)).toBe(3)
    const [, broken = ''] = /^Refused: (.*) would not hold\. Nothing was changed\.$/m.exec(desk.text()) ?? []
    expect(broken.split(', ')).toContain('not-from-internet')
    expect(desk.text()).toMatch(/open\.yaml:\d+/)
    expect(desk.aws.calls.all.map(({ action }) => action)).toEqual(['DescribeStacks', 'GetCallerIdentity'])

    const accepted = broken.split(', ').flatMap((id) => ['--accept-risk', id])
    await expect(run('--yes', '--template', open, ...accepted, '--accept-risk', 'none')).rejects.toThrow(
      '--accept-risk none: no theorem of that name is broken.',
    )
    expect(await run('--yes', '--template', open, ...accepted)).toBe(0)
  })
})

describe('consent', () => {
  test('where nobody can be asked, nothing is made', async () => {
    await expect(run('--template', small())).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(
        /^This needs consent, and there is nobody to ask: Make a bucket .*\n--yes gives it beforehand\.$/,
      ),
    })
    expect(desk.aws.s3.buckets.size).toBe(0)
    expect(await desk.stack()).toBeUndefined()
  })

  test('the bucket and the deployment are asked for', async () => {
    desk.answer(() => 'y')
    expect(await run('--template', small())).toBe(0)
    expect(desk.asked).toEqual([
      `Make a bucket for templates, ${BUCKET}: private, encrypted, versioned, TLS only? [y/N] `,
      'Deploy this to demo? [y/N] ',
    ])
    expect(await desk.stack()).toMatchObject({ StackStatus: 'CREATE_COMPLETE' })
  })

  test('No leaves neither change set nor stack', async () => {
    desk.answer((question) => (question.startsWith('Make') ? 'yes' : ''))
    expect(await run('--template', small())).toBe(1)
    expect(desk.text()).toContain('Not deployed: nobody agreed to it.\n')
    expect(desk.aws.calls.count('cloudformation:ExecuteChangeSet')).toBe(0)
    expect(await desk.stack()).toBeUndefined()
    expect(
      [...desk.aws.cloudformation.changeSets.values()].filter(({ status }) => status !== 'DELETE_COMPLETE'),
    ).toEqual([])
  })
})

test('what is executed is the very change set that was shown', async () => {
  await run('--yes', '--template', small())
  const [made] = desk.aws.calls.named('cloudformation:CreateChangeSet')
  const [executed] = desk.aws.calls.named('cloudformation:ExecuteChangeSet')
  expect(String(executed?.parameters.ChangeSetName)).toContain(`/${made?.parameters.ChangeSetName}/`)
  expect(made?.parameters).toMatchObject({ IncludeNestedStacks: 'true' })
})

describe('parameters and tags', () => {
  test('come from a deployment file, as Git sync reads it, and from pairs', async () => {
    const template = small()
    const file = join(dirname(template), 'deployment.yaml')
    writeFileSync(file, `template-file-path: ${template}\nparameters: { Size: 5 }\ntags: { team: a }\n`)
    expect(await run('--yes', '--parameters', file)).toBe(0)
    expect(await desk.stack()).toMatchObject({
      Parameters: [{ ParameterKey: 'Size', ParameterValue: '5' }],
    })
    expect(await desk.stack()).toMatchObject({ Tags: [{ Key: 'team', Value: 'a' }] })
    // What is not given again stays.
    desk.forget()
    expect(await run('--yes', '--template', template)).toBe(0)
    expect(desk.text()).toBe('demo: no changes\n')
    expect(await run('--yes', '--parameters', file, 'Size=7')).toBe(0)
    expect(await desk.stack()).toMatchObject({
      Parameters: [{ ParameterKey: 'Size', ParameterValue: '7' }],
    })
  })

  test('one that the template does not have is told before any call', async () => {
    await expect(run('--template', small(), '--parameters', 'Colour=red')).rejects.toThrow(
      /Colour: .*root\.yaml has no such parameter/,
    )
    expect(desk.aws.calls.count('cloudformation:CreateChangeSet')).toBe(0)
  })
})

describe('what a program reads', () => {
  test('is JSON, apart from what is said on the way', async () => {
    await run('--yes', '--template', small(), '--json')
    expect(Object.keys(JSON.parse(desk.result()))).toEqual(['QueueUrl'])
  })
  test('can be asked for again', async () => {
    await run('--yes', '--template', small())
    desk.forget()
    expect(await outputs(['--stack', 'demo', '--env'], desk.edge)).toBe(0)
    expect(desk.result()).toMatch(/^QUEUE_URL='.+'\n$/)
  })
  test('of a stack that is not there, nothing', async () =>
    expect(outputs(['--stack', 'other'], desk.edge)).rejects.toThrow(
      'There is no stack other in us-east-1 of this account.',
    ))
})

test('--detach starts it and says how to watch', async () => {
  expect(await run('--yes', '--detach', '--template', small())).toBe(0)
  expect(desk.text()).toContain('it goes on by itself; to watch it: npm run watch -- --stack demo\n')
  expect(await desk.stack()).toMatchObject({ StackStatus: 'CREATE_IN_PROGRESS' })
})

describe('--express', () => {
  test('says so to CloudFormation, with rollback, does not protect, and says what it means', async () => {
    expect(await run('--yes', '--express', '--template', small())).toBe(0)
    const [made] = desk.aws.calls.named('cloudformation:CreateChangeSet')
    expect(made?.parameters.DeploymentConfig).toEqual({ Mode: 'EXPRESS', DisableRollback: 'false' })
    expect(await desk.stack()).toMatchObject({ EnableTerminationProtection: false })
    expect(desk.text()).toContain('may take minutes more to settle')
  })
  test('is not for a stack that is protected', async () => {
    await run('--yes', '--template', small())
    await expect(run('--yes', '--express', '--template', small())).rejects.toThrow(
      'demo is protected from termination, and express mode is for trials.',
    )
  })
})

test('a long template is taken from the bucket', async () => {
  const long = small({ root: (text) => `${text}# ${'x'.repeat(60_000)}\n` })
  expect(await run('--yes', '--template', long)).toBe(0)
  const [made] = desk.aws.calls.named('cloudformation:CreateChangeSet')
  expect(made?.parameters.TemplateURL).toMatch(
    new RegExp(`^https://${BUCKET}\\.s3\\.us-east-1\\.amazonaws\\.com/[0-9a-f]{64}\\.template\\.yaml$`),
  )
})
