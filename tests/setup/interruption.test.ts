import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs'
import { allPrograms, Project } from './project.ts'

let project: Project
beforeEach(() => {
  project = new Project()
})
afterEach(() => project.remove())

const lockExists = () => lstatSync(project.path('.cache/setup.lock'), { throwIfNoEntry: false }) !== undefined

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s', (signal, status) => {
  test.each(['npm', 'pip'])('ends %s, leaves no lock, and the next run does it again', async (program) => {
    project.programs({ ...allPrograms, [program]: { waits: true } })
    const { arrival } = await project.gate()
    const setup = project.start()
    const socket = await arrival
    const childEnded = once(socket, 'close')
    setup.kill(signal)
    const result = await setup.ended
    await childEnded

    expect(result.status).toBe(status)
    expect(result.stderr).not.toMatch(/^ +at /m)
    expect(lockExists()).toBe(false)
    project.calls()
    project.programs(allPrograms)
    expect(await project.run()).toMatchObject({ status: 0 })
    expect(project.calls().join('\n')).toContain(program === 'npm' ? 'npm ci' : '-m pip install')
  })
})

test('a part that fails ends the other', async () => {
  project.programs({ ...allPrograms, npm: { waits: true }, pip: { fail: 'No luck' } })
  const { arrival } = await project.gate()
  const setup = project.start()
  const childEnded = arrival.then((socket) => once(socket, 'close'))

  expect(await setup.ended).toMatchObject({ status: 1, stderr: expect.stringContaining('No luck\n') })
  await childEnded
})

test('a second setup at the same time waits for the first and has nothing left to do', async () => {
  project.programs({ ...allPrograms, npm: { waits: true } })
  const { arrival } = await project.gate()
  const first = project.start()
  const socket = await arrival
  const second = project.start()
  await second.line('setup: waiting for the one that process ')
  socket.write('go')

  expect(await first.ended).toMatchObject({ status: 0 })
  const { status, stderr } = await second.ended
  expect(status).toBe(0)
  expect(stderr).toMatch(
    /^setup: waiting for the one that process \d+ runs here \(if it does not: rm .cache\/setup.lock\) …\n$/,
  )
  expect(project.calls().filter((call) => call.startsWith('npm'))).toHaveLength(1)
  expect(lockExists()).toBe(false)
})

test('a setup that waits can be interrupted, and leaves the lock to its holder', async () => {
  mkdirSync(project.path('.cache'))
  symlinkSync(String(process.pid), project.path('.cache/setup.lock'))
  const setup = project.start()
  await setup.line('setup: waiting for the one that process ')
  setup.kill('SIGINT')

  expect((await setup.ended).status).toBe(130)
  expect(lockExists()).toBe(true)
  expect(project.calls()).toEqual([])
})

test('the lock of a process that died is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  mkdirSync(project.path('.cache'))
  symlinkSync(String(pid), project.path('.cache/setup.lock'))

  expect(await project.run()).toMatchObject({ status: 0 })
  expect(lockExists()).toBe(false)
  expect(existsSync(project.path('.venv/requirements.txt'))).toBe(true)
})
