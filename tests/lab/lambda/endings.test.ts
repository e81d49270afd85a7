import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { config, gone, payloadOf, start, startCode, stopAll } from './functions.ts'

afterEach(stopAll)

/** All but that of the time limit. */
const REAL_TIMERS = ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const
afterEach(() => jest.useRealTimers())

const PID = 'exports.handler = async () => process.pid'

test('a function that takes too long is killed, and the next invocation is cold', async () => {
  const { invoke, folder } = startCode(
    `const { writeFileSync } = require('node:fs')
     let calls = 0
     exports.handler = (event) => {
       if (!event.hang) return { calls: ++calls }
       writeFileSync(event.file, String(process.pid))
       for (;;);
     }`,
    { timeout: 1 },
  )
  await invoke()
  const outcome = await invoke({ hang: true, file: `${folder}/pid` })
  expect(outcome).toEqual({
    kind: 'timeout',
    message: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$/),
  })
  await gone(Number(readFileSync(`${folder}/pid`)))
  expect(payloadOf(await invoke())).toEqual({ calls: 1 })
})

test.each([
  { code: 'process.exit(0)', message: 'Runtime exited without providing a reason' },
  { code: 'process.exit(7)', message: 'Runtime exited with error: exit status 7' },
  { code: `process.kill(process.pid, 'SIGKILL')`, message: 'Runtime exited with error: signal: SIGKILL' },
  { code: 'await new Promise(() => {})', message: 'Runtime exited without providing a reason' },
])('$code ends the process, and another takes its place', async ({ code, message }) => {
  const { invoke } = startCode(
    `
    let calls = 0
    exports.handler = async (event) => { calls++; if (event.ok) return calls; ${code} }`,
    { reserved: 1 },
  )
  await invoke({ ok: true })
  expect(await invoke()).toEqual({
    kind: 'exit',
    message: expect.stringMatching(`^RequestId: .* Error: ${message}$`),
  })
  expect(payloadOf(await invoke({ ok: true }))).toBe(1)
})

test('a start that takes too long is the end of its invocation', async () => {
  jest.useFakeTimers({ doNotFake: [...REAL_TIMERS] })
  const { invoke, folder } = startCode(`require('node:fs').writeFileSync('started', ''); for (;;);`, {
    timeout: 2,
  })
  const outcome = invoke()
  while (!existsSync(`${folder}/fn0/started`)) await setImmediate()
  jest.advanceTimersByTime(11_999)
  await setImmediate()
  expect(jest.getTimerCount()).toBe(1)
  jest.advanceTimersByTime(1)
  expect(await outcome).toMatchObject({ kind: 'timeout' })
})

test('a process that ends while it has nothing to do is replaced', async () => {
  const { invoke } = startCode(PID)
  const first = payloadOf(await invoke())
  process.kill(first, 'SIGKILL')
  await gone(first)
  await setImmediate()
  expect(payloadOf(await invoke())).not.toBe(first)
})

test('more memory than the function has ends its process', async () => {
  const { invoke } = startCode(
    'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }',
  )
  expect(await invoke()).toMatchObject({ kind: 'exit' })
})

test('stopping ends processes at work, at rest and at their start, and what they have started', async () => {
  const { functions, invoke, folder } = startCode(`
    const { spawn } = require('node:child_process')
    const { writeFileSync } = require('node:fs')
    exports.handler = async (event) => {
      if (!event.folder) return process.pid
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'])
      writeFileSync(event.folder + '/' + process.pid + '-' + child.pid, '')
      await new Promise(() => setInterval(() => {}, 1e6))
    }`)
  const pids = `${folder}/pids`
  mkdirSync(pids)
  const resting = payloadOf(await invoke())
  const atWork = [invoke({ folder: pids }), invoke({ folder: pids })]
  while (readdirSync(pids).length < 2) await setImmediate()
  const starting = invoke()
  functions.stop()
  for (const outcome of await Promise.all([...atWork, starting]))
    expect(outcome).toMatchObject({ kind: 'exit' })
  await gone(resting, ...readdirSync(pids).flatMap((name) => name.split('-').map(Number)))
  expect(await invoke()).toMatchObject({ kind: 'exit' })
})

test('a stopped function starts no process', async () => {
  let commands = 0
  const { functions, invoke } = start([config(PID)], (_namespace, command) => {
    commands++
    return command
  })
  const outcome = invoke()
  functions.stop()
  expect(await outcome).toMatchObject({ kind: 'exit' })
  expect(await invoke()).toMatchObject({ kind: 'exit' })
  // Its Runtime API would have begun to listen before this.
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.close()
  await setImmediate()
  expect(commands).toBe(0)
})

test('no invocation is lost or gets the answer of another when processes crash', async () => {
  const { invoke } = startCode(`
    exports.handler = async ({ number, crash }) => {
      if (crash === 'exit') process.exit(1)
      if (crash === 'kill') process.kill(process.pid, 'SIGKILL')
      if (crash === 'throw') throw new Error(String(number))
      return number
    }`)
  const crashes = ['exit', 'kill', 'throw']
  const numbers = Array.from({ length: 300 }, (_, number) => number)
  const wanted = (number: number) => (number % 100 === 50 ? crashes[Math.floor(number / 100)] : undefined)
  const seen: unknown[] = []
  const caller = async (first: number) => {
    for (const number of numbers.filter((one) => one % 4 === first)) {
      const outcome = await invoke({ number, crash: wanted(number) })
      seen[number] = outcome.kind === 'answer' ? payloadOf(outcome) : outcome.kind
      if (outcome.kind === 'function-error') expect(payloadOf(outcome).errorMessage).toBe(String(number))
    }
  }
  await Promise.all([0, 1, 2, 3].map(caller))
  const endings = { exit: 'exit', kill: 'exit', throw: 'function-error' } as const
  expect(seen).toEqual(numbers.map((number) => endings[wanted(number) as keyof typeof endings] ?? number))
})
