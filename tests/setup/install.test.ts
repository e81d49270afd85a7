import { rmSync } from 'node:fs'
import { allPrograms, hidden, lock, Project, type Result } from './project.ts'

const npm = 'npm ci --include=dev --include=optional'
const venv = 'python3 -m venv --clear .venv'
const pip =
  'python3 -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.txt'

let project: Project
beforeEach(() => {
  project = new Project()
})
afterEach(() => project.remove())

async function installed() {
  await project.run()
  project.calls()
}

function expectDone(result: Result) {
  expect(result).toMatchObject({ status: 0, stdout: '' })
}

test('a fresh clone gets the Node packages and the Python tools', async () => {
  const result = await project.run()

  expectDone(result)
  expect(project.calls()).toEqual([npm, pip, venv].sort())
  const lines = result.stderr
    .replace(/in [\d.]+ s/g, 'in 0.1 s')
    .trimEnd()
    .split('\n')
  expect(lines.sort()).toEqual([
    'setup: installed Node packages (npm ci) in 0.1 s',
    'setup: installed cfn-lint and taskcat into .venv with Python 3.12.1 in 0.1 s',
    'setup: installing Node packages (npm ci): node_modules is missing or incomplete …',
    'setup: installing cfn-lint and taskcat into .venv with Python 3.12.1: .venv is missing or incomplete …',
  ])
})

test('both are installed at the same time', async () => {
  project.programs({ ...allPrograms, npm: { waits: true } })
  const { arrival } = await project.gate()
  const setup = project.start()
  const tools = setup.line('setup: installed cfn-lint and taskcat')
  const socket = await arrival
  await tools
  socket.write('go')

  expectDone(await setup.ended)
})

test('a second run starts nothing, says nothing and needs no program', async () => {
  await installed()
  project.programs({ python3: {} })

  expect(await project.run()).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(project.calls()).toEqual([])
})

test('npm is the one that runs us, when one does', async () => {
  project.write(
    'npm-cli.js',
    "require('node:fs').appendFileSync('calls', 'npm-cli.js ' + process.argv[2] + String.fromCharCode(10))",
  )
  project.programs({ python3: { version: '3.10.0', hasVenv: true } })

  expectDone(await project.run({ npm_execpath: project.path('npm-cli.js') }))
  expect(project.calls()).toContain('npm-cli.js ci')
})

const packages = { ...lock.packages }
delete packages['']
delete packages['node_modules/elsewhere']

const nodeChanges: Record<string, [change: () => void, reason: string]> = {
  'the lock names another version': [
    () => project.write('package-lock.json', JSON.stringify(lock).replace('2.0.0', '2.0.1')),
    'node_modules/@scope/b is 2.0.0, not 2.0.1',
  ],
  'an installed package is not in the lock': [
    () => project.write('node_modules/.package-lock.json', hidden({ ...packages, 'node_modules/extra': {} })),
    'node_modules/extra is not in package-lock.json',
  ],
  'a package of the lock is not installed': [
    () =>
      project.write(
        'node_modules/.package-lock.json',
        hidden({ 'node_modules/a': packages['node_modules/a'] }),
      ),
    'node_modules/@scope/b is missing',
  ],
  'the folder of a package is gone': [
    () => rmSync(project.path('node_modules/@scope/b'), { recursive: true }),
    'node_modules/@scope/b is missing',
  ],
  'an interrupted npm left no hidden lockfile': [
    () => rmSync(project.path('node_modules/.package-lock.json')),
    'node_modules is missing or incomplete',
  ],
  "npm's hidden lockfile was cut off": [
    () => project.write('node_modules/.package-lock.json', '{"packages": {'),
    'node_modules is missing or incomplete',
  ],
}

test.each(Object.entries(nodeChanges))('%s: npm ci, and .venv stays', async (_name, [change, reason]) => {
  await installed()
  change()
  const result = await project.run()

  expectDone(result)
  expect(result.stderr).toContain(`setup: installing Node packages (npm ci): ${reason} …\n`)
  expect(project.calls()).toEqual([npm])
  expect(await project.run()).toEqual({ status: 0, stdout: '', stderr: '' })
})

const pythonChanges: Record<string, [change: () => void, reason: string]> = {
  'requirements.txt has changed': [
    () => project.write('requirements.txt', 'cfn-lint==1.0.1\n'),
    'requirements.txt has changed',
  ],
  'there is no .venv': [
    () => rmSync(project.path('.venv'), { recursive: true }),
    '.venv is missing or incomplete',
  ],
  'the Python of .venv was removed': [
    () => rmSync(project.path('.venv/bin/python')),
    'the Python of .venv is gone',
  ],
  'a tool was removed': [() => rmSync(project.path('.venv/bin/cfn-lint')), '.venv/bin/cfn-lint is missing'],
  'the clone was moved': [
    () => project.write('.venv/bin/cfn-lint', '#!/elsewhere/.venv/bin/python\n'),
    'the folder was moved',
  ],
}

test.each(Object.entries(pythonChanges))(
  '%s: .venv anew, and node_modules stays',
  async (_name, [change, reason]) => {
    await installed()
    change()
    const result = await project.run()

    expectDone(result)
    expect(result.stderr).toContain(`into .venv with Python 3.12.1: ${reason} …\n`)
    expect(project.calls()).toEqual([pip, venv].sort())
    expect(await project.run()).toEqual({ status: 0, stdout: '', stderr: '' })
  },
)

test('what pip left half done is done again', async () => {
  await installed()
  project.write('requirements.txt', 'cfn-lint==1.0.1\n')
  project.programs({ ...allPrograms, pip: { fail: 'Killed' } })
  expect(await project.run()).toMatchObject({ status: 1 })
  project.calls()
  project.programs(allPrograms)

  expectDone(await project.run())
  expect(project.calls()).toEqual([pip, venv].sort())
})
