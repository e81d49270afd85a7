import { config, payloadOf, start, startCode, stopAll } from './functions.ts'

afterEach(stopAll)

const PID = 'exports.handler = async () => process.pid'

test('a handler that throws gives type, message and trace, and its process stays', async () => {
  const { invoke } = startCode(`
    class Refused extends Error { name = 'Refused' }
    exports.handler = async (event) => { if (event.ok) return process.pid; throw new Refused('not ' + process.pid) }`)
  const outcome = await invoke()
  expect(outcome.kind).toBe('function-error')
  const { errorType, errorMessage, trace } = payloadOf(outcome)
  expect({ errorType, first: trace[0] }).toEqual({ errorType: 'Refused', first: `Refused: ${errorMessage}` })
  expect(trace[1]).toContain('index.js:3')
  expect(errorMessage).toBe(`not ${payloadOf(await invoke({ ok: true }))}`)
})

test.each(['', 'index', 'other.handler'])('no function answers by the handler "%s"', async (handler) => {
  const outcome = await startCode(PID, { handler }).invoke()
  expect(outcome).toMatchObject({ kind: 'init-error', message: expect.stringContaining('Runtime.') })
})

test('a function that the lab cannot run says why, in its log as well', async () => {
  const why = 'the lab runs Node functions only, not python3.14 (dist/a.yaml:12)'
  const { invoke, lines } = start([config('', { code: { kind: 'none', why } })])
  expect(await invoke()).toEqual({ kind: 'init-error', message: why })
  expect(lines).toEqual([why])
})

test('a command that does not exist is an error of the start', async () => {
  const { invoke } = start([config(PID)], () => ['/nowhere/enter'])
  expect(await invoke()).toMatchObject({ kind: 'init-error', message: expect.stringContaining('ENOENT') })
})

test.each([
  { what: 'a text that is thrown', code: `throw 'no'`, errorType: 'string', errorMessage: 'no' },
  {
    what: 'a rejection nobody waits for',
    code: `Promise.reject(new Error('lost')); await new Promise(() => setTimeout(() => {}, 9e5))`,
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: 'Error: lost',
  },
  {
    what: 'an error in a callback',
    code: `setTimeout(() => { throw new TypeError('late') }); await new Promise(() => {})`,
    errorType: 'TypeError',
    errorMessage: 'late',
  },
  {
    what: 'an answer that is no JSON',
    code: 'return 1n',
    errorType: 'TypeError',
    errorMessage: 'Do not know how to serialize a BigInt',
  },
])('$what is an error of the function', async ({ code, errorType, errorMessage }) => {
  const { invoke } = startCode(`exports.handler = async (event) => { if (event.ok) return 'ok'; ${code} }`)
  const outcome = await invoke()
  expect(outcome.kind).toBe('function-error')
  expect(payloadOf(outcome)).toMatchObject({ errorType, errorMessage })
  expect(payloadOf(await invoke({ ok: true }))).toBe('ok')
})

test.each([
  { code: `throw new RangeError('bad start')`, message: 'RangeError: bad start' },
  { code: `require('nowhere')`, message: "Runtime.ImportModuleError: Error: Cannot find module 'nowhere'" },
  {
    code: 'this is no JavaScript',
    message: 'Runtime.UserCodeSyntaxError: SyntaxError: Unexpected identifier',
  },
  {
    code: 'exports.other = 1',
    message: 'Runtime.HandlerNotFound: index.handler is undefined or not exported',
  },
])('a module of "$code" is an error of the start', async ({ code, message }) => {
  const outcome = await startCode(code).invoke()
  expect(outcome).toEqual({ kind: 'init-error', message: expect.stringContaining(message) })
})
