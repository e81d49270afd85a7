import { type Call, walkFrom } from '../../../scripts/access/gates/index.ts'
import { api, changed, small } from '../network/small.ts'
import { callers, modelOf } from './calls.ts'

const base = { ...small, ...api }

/** A request whose connection is in hand: it came in at the endpoint. */
function arrived(resources: typeof base, more: Partial<Call> = {}) {
  const model = modelOf(resources)
  const [endpoint] = model.network.endpoints
  if (!endpoint) throw new Error('no endpoint')
  const call: Call = {
    caller: callers.corporate(),
    arrived: { to: 'endpoint', endpoint, because: [] },
    principal: null,
    api: 'Api',
    form: 'default-name',
    method: 'GET',
    path: '/pets',
    stage: 'prod',
    ...more,
  }
  return walkFrom('front end', call, model)
}

test('a request that has arrived is asked nothing of names, routes and packet filters', () => {
  const dark = changed(base, 'Endpoint', { PrivateDnsEnabled: false })
  const { verdict, steps } = arrived(dark)
  expect(steps[0]?.gate).toBe('front end')
  expect({ verdict, gates: steps.map(({ gate }) => gate) }).toEqual({
    verdict: 'accepted',
    gates: ['front end', 'endpoint policy', 'authorization', 'method', 'integration permission'],
  })
})

test('where it arrived counts, and not where its name leads', () => {
  const answer = arrived(base, { arrived: { to: 'public-front-end', because: [] } })
  expect(answer).toMatchObject({ verdict: 'refused', answer: { text: '403 {"message":"Forbidden"}' } })
})

test('the policies see the keys that only the request knows, and say how they deny', () => {
  const policy = (Condition: object) =>
    changed(base, 'Api', {
      Policy: {
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'execute-api:Invoke',
            Resource: 'execute-api:/*',
            Condition,
          },
        ],
      },
    })
  const noBots = policy({ StringLike: { 'aws:UserAgent': 'bot*' } })
  expect(arrived(noBots, { context: { 'aws:UserAgent': 'botox' } }).answer).toMatchObject({
    denied: 'explicit',
  })
  expect(arrived(noBots, { context: { 'aws:UserAgent': 'curl' } }).verdict).toBe('accepted')
  const until = policy({ DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } })
  expect(arrived(until).verdict).toBe('unknown')
  expect(arrived(until, { context: { 'aws:CurrentTime': '2026-12-31T00:00:00Z' } }).verdict).toBe('accepted')
})

test('an endpoint policy says how it denies as well', () => {
  const silent = changed(base, 'Endpoint', {
    PolicyDocument: {
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: '*', Resource: 'arn:aws:execute-api:*:*:*/other/*' },
      ],
    },
  })
  expect(arrived(silent).answer).toMatchObject({ denied: 'implicit' })
})
