import { payloadOf, startCode, stopAll } from './functions.ts'

afterEach(stopAll)

const PID = 'exports.handler = async () => process.pid'
const COUNTER = 'let calls = 0; exports.handler = async () => ({ calls: ++calls, pid: process.pid })'
/** Answers when as many invocations run as the event says. */
const MEET = `
  const { readdirSync, writeFileSync, mkdirSync } = require('node:fs')
  exports.handler = async ({ folder, guests }) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(folder + '/' + process.pid, '')
    while (readdirSync(folder).length < guests) await new Promise((done) => setTimeout(done, 5))
    return process.pid
  }`

test('a warm invocation meets the process of the cold one', async () => {
  const { invoke } = startCode(COUNTER)
  const cold = payloadOf(await invoke())
  expect(cold.calls).toBe(1)
  expect(payloadOf(await invoke())).toEqual({ calls: 2, pid: cold.pid })
})

test('invocations at the same time have a process each, and the processes stay', async () => {
  const { invoke, folder } = startCode(MEET)
  const meet = (name: string) => ({ folder: `${folder}/${name}`, guests: 3 })
  const three = async (name: string) =>
    (await Promise.all([1, 2, 3].map(() => invoke(meet(name))))).map(payloadOf)
  const first = await three('first')
  expect(new Set(first).size).toBe(3)
  expect(new Set(await three('second'))).toEqual(new Set(first))
})

test('what is more than the reserved concurrency is throttled', async () => {
  const { invoke, folder } = startCode(MEET, { reserved: 2 })
  const event = { folder: `${folder}/meeting`, guests: 2 }
  const outcomes = await Promise.all([invoke(event), invoke(event), invoke(event)])
  expect(outcomes.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'throttled'])
  expect(outcomes[2]).toEqual({ kind: 'throttled', message: 'Rate Exceeded.' })
})

test('a reserved concurrency of 0 is a function that never runs', async () => {
  expect(await startCode(PID, { reserved: 0 }).invoke()).toMatchObject({ kind: 'throttled' })
})

test('without reserved concurrency the eleventh invocation waits for one of ten processes', async () => {
  const { invoke, folder } = startCode(MEET)
  const event = { folder: `${folder}/meeting`, guests: 10 }
  const pids = (await Promise.all(Array.from({ length: 25 }, () => invoke(event)))).map(payloadOf)
  expect(new Set(pids).size).toBe(10)
})

test('a reserved concurrency counts those that wait, too', async () => {
  const { invoke, folder } = startCode(MEET, { reserved: 12 })
  const event = { folder: `${folder}/meeting`, guests: 10 }
  const outcomes = await Promise.all(Array.from({ length: 13 }, () => invoke(event)))
  expect(outcomes.map(({ kind }) => kind)).toEqual([...Array(12).fill('answer'), 'throttled'])
})

test('those that wait get a new process when one crashes', async () => {
  const { invoke } = startCode(`
    exports.handler = async ({ id }) => {
      // Each of the first ten processes ends in its first invocation.
      if (id < 10) process.exit(1)
      return id
    }`)
  const ids = Array.from({ length: 30 }, (_, id) => id)
  const outcomes = await Promise.all(ids.map((id) => invoke({ id })))
  expect(outcomes.map(({ kind }) => kind)).toEqual([...Array(10).fill('exit'), ...Array(20).fill('answer')])
  expect(outcomes.slice(10).map(payloadOf)).toEqual(ids.slice(10))
})

test('those that wait end with the lab', async () => {
  const { functions, invoke } = startCode('exports.handler = () => new Promise(() => {})')
  const outcomes = Promise.all(Array.from({ length: 12 }, () => invoke()))
  functions.stop()
  expect((await outcomes).map(({ kind }) => kind)).toEqual(Array(12).fill('exit'))
})
