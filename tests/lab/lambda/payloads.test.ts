import { payloadOf, startCode, stopAll } from './functions.ts'

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
