import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Terminal as Screen } from '@xterm/headless'
import { realClock } from '../../../scripts/delivery/clock.ts'
import { startAws } from '../../aws/index.ts'
import { small } from './small.ts'

/** `npm run deploy` as people run it: a process of its own, on a terminal and without one. */

type Aws = Awaited<ReturnType<typeof startAws>>
let aws: Aws
beforeEach(async () => {
  aws = await startAws({ clock: realClock, script: { pace: 'instant', took: { 'AWS::SQS::Queue': 1500 } } })
})
afterEach(async () => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  await aws.stop()
})

const started: ChildProcessWithoutNullStreams[] = []
const template = small()
const COMMAND = [process.execPath, 'scripts/run.mjs', 'deploy', '--stack', 'demo', '--template', template]

function run(command: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const [program = '', ...args] = command
  const { CI, GITHUB_ACTIONS, NO_COLOR, ...own } = process.env
  const child = spawn(program, args, { env: { ...own, ...aws.env, TERM: 'xterm', ...env } })
  started.push(child)
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (data) => {
    told += data
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (data) => {
    errors += data
  })
  const ended = once(child, 'close').then(([code]) => code as number)
  /** Until that has been printed, so many times. */
  const printed = async (words: string, times = 1) => {
    while (told.split(words).length <= times) {
      if (child.exitCode !== null) throw new Error(`it ended without ${words}:\n${told}${errors}`)
      await once(child.stdout, 'data')
    }
  }
  return { child, ended, printed, told: () => told, errors: () => errors }
}

/** The same on a terminal. */
const onTerminal = (...args: string[]) =>
  run(['script', '-qec', [...COMMAND, ...args].join(' '), '/dev/null'])

/** What stands on a screen after all that was printed to it. */
async function screenOf(text: string): Promise<string> {
  const screen = new Screen({ cols: 80, rows: 200, allowProposedApi: true })
  await new Promise<void>((done) => screen.write(text, done))
  const { active } = screen.buffer
  const lines = Array.from(
    { length: active.length },
    (_, row) => active.getLine(row)?.translateToString(true) ?? '',
  )
  return lines.join('\n').trimEnd()
}

test('on a terminal it asks, shows what is in progress, and leaves a clean screen with the outputs', async () => {
  const { child, ended, printed, told } = onTerminal()
  await printed('Make a bucket')
  child.stdin.write('y\n')
  await printed('Deploy this to demo? [y/N]')
  child.stdin.write('y\n')
  await printed('Queue  AWS::SQS::Queue')
  expect(await ended).toBe(0)
  const screen = await screenOf(told())
  expect(screen).toMatch(/✓ demo {2}AWS::CloudFormation::Stack {2}CREATE_COMPLETE/)
  expect(screen).toMatch(/QueueUrl {2}\S+ *[^\n]*$/)
  // The cursor is there again.
  expect(told().lastIndexOf('\u001B[?25h')).toBeGreaterThan(told().lastIndexOf('\u001B[?25l'))
})

test('Ctrl-C on a terminal while a stack is made asks; No leaves it alone', async () => {
  const { child, ended, printed, told } = onTerminal('--yes')
  await printed('in progress')
  child.stdin.write('\u0003')
  await printed('Delete the stack?')
  // What goes on meanwhile does not run into the question.
  const screen = await screenOf(told())
  expect(screen).toMatch(/Delete the stack\? \[y\/N\]$/)
  expect(screen).not.toContain('in progress')
  child.stdin.write('n\n')
  expect(await ended).toBe(130)
  expect(told()).toContain('npm run watch -- --stack demo')
  expect(aws.calls.count('cloudformation:DeleteStack')).toBe(0)
})

test('Ctrl-C at the question leaves nothing behind', async () => {
  const { child, ended, printed } = onTerminal()
  await printed('Make a bucket')
  child.stdin.write('\u0003')
  expect(await ended).toBe(130)
  expect(aws.cloudformation.find('demo')).toBeUndefined()
})

test('without a terminal it prints lines, and with --json nothing else to a program', async () => {
  const { ended, told, errors } = run([...COMMAND, '--yes', '--json'])
  expect(await ended).toBe(0)
  expect(Object.keys(JSON.parse(told()))).toEqual(['QueueUrl'])
  expect(errors()).toMatch(/^\+00:0\d ✓ Queue {2}AWS::SQS::Queue {2}CREATE_COMPLETE/m)
  expect(errors()).not.toContain('\u001B')
})

test('in GitHub Actions a failure is marked at the line that declares it', async () => {
  aws.cloudformation.script = {
    pace: 'instant',
    failures: [{ at: 'Inner/Group', on: 'create', reason: 'it exists' }],
  }
  const { ended, told } = run([...COMMAND, '--yes'], { GITHUB_ACTIONS: 'true', CI: 'true' })
  expect(await ended).toBe(1)
  expect(told()).toMatch(/^::group::/m)
  expect(told()).toMatch(/^::error file=[^\n]*inner\.yaml,line=5,title=[^\n]*::[^\n]*it exists/m)
  expect(told()).toMatch(/^::endgroup::$/m)
})

test('where there is nobody to ask and no --yes, it ends with 2 and two lines', async () => {
  const { child, ended, errors } = run(COMMAND)
  child.stdin.end()
  expect(await ended).toBe(2)
  expect(errors().trimEnd().split('\n')).toHaveLength(2)
})
