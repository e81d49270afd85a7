import { readModel } from '../../../scripts/access/gates/index.ts'
import { openRegion } from '../../../scripts/explain/region.ts'
import { functionsOf } from '../../../scripts/lab/lambda/index.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'
import { payloadOf, start, stopAll } from './functions.ts'

afterEach(stopAll)

const GREETER = 'SecurePrivateApi/Greeter'
/** No test asks the internet for an address. */
const OFFLINE = `globalThis.fetch = async () => { throw new TypeError('fetch failed') };`

const EVENT = {
  httpMethod: 'GET',
  resource: '/secure/greeter',
  path: '/secure/greeter',
  headers: {},
  requestContext: { requestId: 'id-1' },
}

test('the greeter of our templates greets', async () => {
  const { region, account } = openRegion([], [])
  const [greeter] = functionsOf(region, planOf(readModel(region, account), undefined)).filter(
    ({ address }) => address === GREETER,
  )
  if (greeter?.code.kind !== 'inline') throw new Error('no greeter')
  const code = { kind: 'inline', text: OFFLINE + greeter.code.text } as const
  const { functions, lines } = start([{ ...greeter, code, runtimeApi: '127.0.0.1' }])
  expect(payloadOf(await functions.invoke(GREETER, EVENT))).toEqual({
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: expect.stringMatching(/^\{"message": "Hi Miztikal World, Hello from Lambda running at .+"\}$/),
  })
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ type: 'platform.start' }),
    expect.objectContaining({
      level: 'INFO',
      message: 'Greeted',
      route: 'GET /secure/greeter',
      requestId: 'id-1',
    }),
    expect.objectContaining({ type: 'platform.report' }),
  ])
})
