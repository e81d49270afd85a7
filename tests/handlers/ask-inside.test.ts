import { askInside, type Invocation } from '../../handlers/ask-inside.ts'

const question = { url: 'https://api.example/', signed: true }
const payload = (value: unknown) => Buffer.from(JSON.stringify(value))
const noName = { kind: 'no-name', code: 'ENOTFOUND' }
const failed = (message: string) => ({ kind: 'caller-failed', message })

describe('askInside', () => {
  it('hands the question over and the finding back', async () => {
    const invoke = jest.fn(async () => ({ Payload: payload(noName) }))
    expect(await askInside(invoke, question)).toEqual(noName)
    expect(invoke).toHaveBeenCalledWith(JSON.stringify(question))
  })

  it.each<{ name: string; invocation: Invocation; message: string }>([
    {
      name: 'a function error',
      invocation: { FunctionError: 'Unhandled', Payload: payload({ errorMessage: 'Task timed out' }) },
      message: 'Task timed out',
    },
    { name: 'an error without text', invocation: { FunctionError: 'Unhandled' }, message: 'Unhandled' },
    { name: 'no payload', invocation: {}, message: 'it returned no finding' },
    {
      name: 'something else',
      invocation: { Payload: payload({ ok: true }) },
      message: 'it returned no finding',
    },
    {
      name: 'a long error',
      invocation: { FunctionError: 'Unhandled', Payload: payload({ errorMessage: 'x'.repeat(999) }) },
      message: 'x'.repeat(200),
    },
  ])('finds that the caller failed on $name', async ({ invocation, message }) => {
    expect(await askInside(async () => invocation, question)).toEqual(failed(message))
  })

  it.each([
    {
      error: new Error('not authorized to perform lambda:InvokeFunction'),
      message: 'not authorized to perform lambda:InvokeFunction',
    },
    { error: 'odd', message: 'odd' },
  ])('finds that the caller failed when Lambda says: $message', async ({ error, message }) => {
    expect(await askInside(() => Promise.reject(error), question)).toEqual(failed(message))
  })
})
