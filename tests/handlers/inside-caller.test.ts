import type { Finding, Question } from '../../handlers/call.ts'
import { load } from './bundle.ts'
import { captureStdout } from './stdout.ts'

type Handler = (question: Question) => Promise<Finding>

const url = 'https://api.execute-api.eu-west-1.amazonaws.com/miztiik/secure/greeter?name=secret'
afterEach(() => jest.restoreAllMocks())

function handler(lookup: () => Promise<unknown>) {
  const ask = async () => new Response('{"message":"Forbidden"}', { status: 403 })
  return load<Handler>('inside-caller', { fetch: ask, modules: { 'node:dns/promises': { lookup } } })
}

describe('the inside caller', () => {
  it('returns what it found', async () => {
    const stdout = captureStdout()
    expect(await handler(async () => [{ address: '10.10.2.13' }])({ url, signed: false })).toEqual({
      kind: 'answered',
      addresses: ['10.10.2.13'],
      status: 403,
      message: 'Forbidden',
    })
    expect(stdout.lines()).toEqual([expect.objectContaining({ finding: 'answered', status: 403 })])
    expect(stdout.text()).not.toContain('secret')
  })

  it('returns that there is no name', async () => {
    captureStdout()
    const lookup = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ENOTFOUND' }))
    expect(await handler(lookup)({ url, signed: false })).toEqual({ kind: 'no-name', code: 'ENOTFOUND' })
  })
})
