import { type Invocation, LARGEST_ANSWER, RuntimeApi } from '../../../scripts/lab/lambda/runtime-api.ts'

const INVOCATION: Invocation = {
  requestId: 'current',
  event: '{"a":1}',
  deadline: 1_700_000_000_000,
  arn: 'arn:aws:lambda:us-east-1:111122223333:function:Fn',
  traceId: 'Root=1-0-0',
}

const said: unknown[] = []
const api = new RuntimeApi({
  next: (deliver) => deliver(INVOCATION),
  answered: (requestId, payload) => said.push({ answered: payload }) > 0 && requestId === 'current',
  failed: (requestId, payload) => said.push({ failed: payload }) > 0 && requestId === 'current',
  tooLarge: (requestId) => void said.push({ tooLarge: requestId }),
  initFailed: (payload) => void said.push({ initFailed: payload }),
})
let base = ''
beforeAll(async () => {
  base = `http://${await api.listen('127.0.0.1')}/2018-06-01/runtime`
})
afterAll(() => api.close())
beforeEach(() => {
  said.length = 0
})

const post = async (path: string, body: string) => {
  const response = await fetch(`${base}/${path}`, { method: 'POST', body })
  return { status: response.status, body: await response.json() }
}

test('next gives the event, with its headers', async () => {
  const response = await fetch(`${base}/invocation/next`)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': 'current',
    'lambda-runtime-deadline-ms': '1700000000000',
    'lambda-runtime-invoked-function-arn': INVOCATION.arn,
    'lambda-runtime-trace-id': 'Root=1-0-0',
  })
  expect(await response.text()).toBe('{"a":1}')
})

test.each([
  { path: 'invocation/current/response', heard: { answered: 'x' }, status: 202 },
  { path: 'invocation/current/error', heard: { failed: 'x' }, status: 202 },
  { path: 'init/error', heard: { initFailed: 'x' }, status: 202 },
  { path: 'invocation/other/response', heard: { answered: 'x' }, status: 400 },
  { path: 'invocation/other/error', heard: { failed: 'x' }, status: 400 },
])('$path is answered with $status', async ({ path, heard, status }) => {
  const reply = await post(path, 'x')
  expect({ status: reply.status, said }).toEqual({ status, said: [heard] })
  if (status === 400) expect(reply.body).toMatchObject({ errorType: 'InvalidRequestID' })
})

test.each(['invocation/current', 'init/response', 'restore/error', 'invocation/next'])(
  'a POST to %s is none that there is',
  async (path) => {
    expect(await post(path, 'x')).toMatchObject({ status: 404 })
    expect(said).toEqual([])
  },
)

test('an answer may be as large as Lambda takes it, and no larger', async () => {
  expect(await post('invocation/current/response', 'x'.repeat(LARGEST_ANSWER))).toMatchObject({ status: 202 })
  expect(await post('invocation/current/response', 'x'.repeat(LARGEST_ANSWER + 1))).toMatchObject({
    status: 413,
  })
  expect(said.map((one) => Object.keys(one as object))).toEqual([['answered'], ['tooLarge']])
})
