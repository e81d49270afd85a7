import { writeFileSync } from 'node:fs'
import { Functions } from '../../../scripts/lab/lambda/index.ts'
import { config, payloadOf, startCode, stopAll } from './functions.ts'

afterEach(stopAll)

test('an answer of 6 MB arrives whole, a larger one is an error', async () => {
  const { invoke } = startCode('exports.handler = async ({ fill, size }) => fill.repeat(size)')
  const letters = 6 * 1024 * 1024 - 2
  expect(payloadOf(await invoke({ fill: 'x', size: letters }))).toHaveLength(letters)
  const outcome = await invoke({ fill: 'é', size: letters })
  expect(outcome.kind).toBe('function-error')
  expect(payloadOf(outcome)).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' })
  expect(payloadOf(await invoke({ fill: 'ok', size: 1 }))).toBe('ok')
})

test('an event of 6 MB arrives whole', async () => {
  const { invoke } = startCode(
    'exports.handler = async ({ text }) => ({ length: text.length, end: text.slice(-3) })',
  )
  const text = `${'é'.repeat(3 * 1024 * 1024)}end`
  expect(payloadOf(await invoke({ text }))).toEqual({ length: text.length, end: 'end' })
})

test('an invocation has one answer, by its own id', async () => {
  const { invoke } = startCode(`
    let before = 'none'
    exports.handler = async (event, { awsRequestId }) => {
      const post = async (id, body) => {
        const url = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/' + id + '/response'
        return (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status
      }
      const wrong = await post(before, 'wrong')
      before = awsRequestId
      await post(awsRequestId, { wrong })
      return 'too late'
    }`)
  expect(payloadOf(await invoke())).toEqual({ wrong: 400 })
  expect(payloadOf(await invoke())).toEqual({ wrong: 400 })
})

test('a handler that asks for the next event gets none while it has one', async () => {
  const { invoke } = startCode(
    `exports.handler = async () => {
      const next = fetch('http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/next')
      return (await next).status
    }`,
    { timeout: 1 },
  )
  expect(await invoke()).toMatchObject({ kind: 'timeout' })
})

test('nothing is null', async () => {
  expect(payloadOf(await startCode('exports.handler = async () => {}').invoke())).toBeNull()
})

test('a handler may answer by its callback', async () => {
  const { invoke } = startCode(`
    exports.handler = (event, context, callback) => {
      setTimeout(() => callback(event.fails ? new Error('no') : null, 'called back'))
    }`)
  expect(payloadOf(await invoke())).toBe('called back')
  expect(payloadOf(await invoke({ fails: true }))).toMatchObject({ errorMessage: 'no' })
})

test('code is CommonJS, whatever its folder lies in', async () => {
  const { invoke, folder } = startCode('exports.handler = async () => typeof require')
  writeFileSync(`${folder}/package.json`, '{ "type": "module" }')
  expect(payloadOf(await invoke())).toBe('function')
})

test('functions made again in the same folder run the new code', async () => {
  const old = startCode('exports.handler = async () => "old"')
  expect(payloadOf(await old.invoke())).toBe('old')
  old.functions.stop()
  const host = {
    folder: old.folder,
    command: (_namespace: string, command: readonly string[]) => command,
    log() {},
    identity: () => undefined,
  }
  const again = new Functions([config('exports.handler = async () => "new"')], host)
  expect(payloadOf(await again.invoke('Fn', {}))).toBe('new')
  again.stop()
})
