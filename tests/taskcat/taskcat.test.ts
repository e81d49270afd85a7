import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { passedOver } from '../../scripts/taskcat/verdict.ts'
import { fixtures, project, removeProjects, run, start } from '../support/project.ts'

jest.setTimeout(60_000)
afterAll(removeProjects)

const main = readFileSync(join(fixtures, 'main.yaml'), 'utf8')
const child = readFileSync(join(fixtures, 'child.yaml'), 'utf8')
const dist = { 'dist/main.yaml': main, 'dist/child.yaml': child }

describe('taskcat lint, without network and account', () => {
  test('passes good templates, without the warning of pkg_resources', async () => {
    const folder = project(dist)
    const { status, stderr } = await run(folder, 'taskcat', 'lint')
    expect(status).toBe(0)
    expect(stderr).toMatch(/Linting passed for file: .+main\.yaml/)
    expect(stderr).toMatch(/Linting passed for file: .+child\.yaml/)
    expect(stderr).not.toMatch(/pkg_resources/)
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  })

  test.each([
    ['an error in a nested template', child.replace('TopicName', 'TopicNmae'), 1, /Lint failed with errors/],
    [
      'a nested template without resources, which taskcat passes over',
      'Outputs: {}',
      1,
      /passed over this: Failed to add child.+\n.+child\.yaml was not linted/,
    ],
    ['a nested template that does not parse', 'Resources: [', 2, /^dist\/child\.yaml:1:13: .+\n.+\n$/],
  ])('fails for %s', async (_, nested, expected, message) => {
    const { status, stderr } = await run(project({ ...dist, 'dist/child.yaml': nested }), 'taskcat', 'lint')
    expect(status).toBe(expected)
    expect(stderr).toMatch(message)
  })
})

test.each([
  ['nothing to do', dist, [], /not told what to do\.\nnpm run taskcat/],
  ['no templates', {}, ['lint'], /^There is no template in dist\/\.\nRun npm run build/],
  [
    'a nested template that is missing',
    { 'dist/main.yaml': main },
    ['lint'],
    /^dist\/main\.yaml:18:7: First nests 'child\.yaml'.+\n.+build/,
  ],
])('a mistake is told in two lines, exit 2: %s', async (_, files, args, message) => {
  const { status, stderr } = await run(project(files), 'taskcat', ...args)
  expect(status).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr.trimEnd().split('\n')).toHaveLength(2)
})

test('taskcat sees only its configuration and the templates; its status and reports come back', async () => {
  const standIns = {
    taskcat:
      'ls -A; echo "$@"; echo $TASKCAT_PROJECT_S3_OBJECT_ACL; mkdir taskcat_outputs; echo ok > taskcat_outputs/a; exit 7',
  }
  const folder = project({ ...dist, 'package.json': '{}', '.taskcat_overrides.yml': 'A: b' }, standIns)
  const { status, stdout } = await run(folder, 'taskcat', 'test', 'run', '-n', '$(echo x)')
  expect(status).toBe(7)
  expect(stdout.split('\n')).toEqual([
    ...['.taskcat.yml', '.taskcat_overrides.yml', 'dist', 'test run -n $(echo x)'],
    'bucket-owner-full-control',
    ...['taskcat left taskcat_outputs in the project folder.', ''],
  ])
  expect(readFileSync(join(folder, 'taskcat_outputs/a'), 'utf8')).toBe('ok\n')
  expect(readdirSync(join(folder, 'tmp'))).toEqual([])
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'on a %s taskcat may clean up before the folder goes',
  async (signal) => {
    const script = `import os, signal, sys
def clean(*_):
    open('cleaned', 'w').close()
    sys.exit(1)
signal.signal(signal.SIGINT, clean)
print('ready', flush=True)
while True: signal.pause()`
    const python = join(project(), '.venv/bin/python')
    const folder = project(dist, { taskcat: `exec '${python}' -c "${script}"` })
    const running = start(folder, 'taskcat', 'test', 'run')
    await new Promise((ready) => running.stdout.once('data', ready))
    const ended = new Promise((done) => running.once('close', done))
    // A terminal interrupts the whole group, a supervisor terminates the one process it knows.
    process.kill(signal === 'SIGINT' ? -(running.pid ?? 0) : (running.pid ?? 0), signal)
    expect(await ended).toBe(signal === 'SIGINT' ? 130 : 143)
    expect(existsSync(join(folder, 'cleaned'))).toBe(true)
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  },
)

describe('what taskcat passed over', () => {
  const passed = '[INFO   ] : Linting passed for file: /tmp/x/dist/main.yaml\n'
  const warned = '\u001B[0;30;43m[WARN   ]\u001B[0m : Linting detected issues in: /tmp/x/dist/child.yaml\n'
  const failed = '\u001B[0;30;41m[ERROR  ]\u001B[0m : Failed to add child template /tmp/x/dist/child.yaml\n'
  test.each([
    ['nothing, when all are judged', passed + warned, []],
    ['a template its log does not name', passed, ['child.yaml was not linted: main.yaml does not reach it']],
    [
      'an error it only logged',
      passed + warned + failed,
      ['Failed to add child template /tmp/x/dist/child.yaml'],
    ],
  ])('%s', (_, log, missed) => expect(passedOver(log, ['child.yaml', 'main.yaml'])).toEqual(missed))
})
