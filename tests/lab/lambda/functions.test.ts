import { config, payloadOf, start, startCode, stopAll } from './functions.ts'

afterEach(stopAll)

const PID = 'exports.handler = async () => process.pid'
const COUNTER = 'let calls = 0; exports.handler = async () => ({ calls: ++calls, pid: process.pid })'

test('a warm invocation meets the process of the cold one', async () => {
  const { invoke } = startCode(COUNTER)
  const cold = payloadOf(await invoke())
  expect(cold.calls).toBe(1)
  expect(payloadOf(await invoke())).toEqual({ calls: 2, pid: cold.pid })
})
