import { because, kindOf, outcome } from './outcome.ts'
import { edited, policy, small, statement, swap } from './small.ts'

const id = 'only-declared-routes'
const allow = (resource: string, rest = '') =>
  edited(
    policy(`{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: ${resource}${rest} }`),
  )

test.each<[string, string, string]>([
  ['the route itself', small, 'PROVED'],
  [
    'the route by its ARN',
    allow('!Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:*/prod/GET/pets"'),
    'REFUTED',
  ],
  ['every route', allow('execute-api:/*'), 'REFUTED'],
  ['every stage', allow('execute-api:/*/GET/pets'), 'REFUTED'],
  ['another method', allow('execute-api:/prod/POST/pets'), 'REFUTED'],
  ['every method, though a wildcard spans slashes', allow('execute-api:/prod/*/pets'), 'REFUTED'],
  [
    'no Resource at all but one',
    edited(
      policy(
        '{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, NotResource: execute-api:/prod/GET/pets }',
      ),
    ),
    'REFUTED',
  ],
  [
    'every route, but a Deny leaves the declared one',
    edited(
      policy(
        '{ Effect: Allow, Principal: "*", Action: execute-api:*, Resource: execute-api:/* }',
        '{ Effect: Deny, Principal: "*", Action: execute-api:Invoke, NotResource: execute-api:/prod/GET/pets }',
      ),
    ),
    'PROVED',
  ],
  [
    'another action',
    edited(
      statement(
        '{ Effect: Allow, Principal: "*", Action: execute-api:ManageConnections, Resource: execute-api:/* }',
      ),
    ),
    'PROVED',
  ],
  [
    'nobody',
    edited(policy('{ Effect: Deny, Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/* }')),
    'PROVED',
  ],
])('%s', (_, template, kind) => expect(kindOf(id, template)).toBe(kind))

test('the route is shown, with the statement that admits it', () => {
  const { because: reasons } = outcome(id, allow('execute-api:/prod/GET/*'))
  expect(reasons).toEqual(because('the resource policy admits this request, which no method declares:'))
  expect(reasons).toEqual(because('  for arn:aws:execute-api:‹AWS::Region›:‹AWS::AccountId›:‹Api›/prod/GET/'))
  expect(reasons).toEqual(because('Allow statement 1', 'Resource: execute-api:/prod/GET/*'))
})

describe('a path with a parameter', () => {
  const template = (resource: string) =>
    edited(
      swap('PathPart: pets', 'PathPart: "{pet}"'),
      swap('Resource: execute-api:/prod/GET/pets', `Resource: ${resource}`),
    )
  test('takes one part', () => {
    expect(kindOf(id, template('execute-api:/prod/GET/?'))).toBe('REFUTED')
    expect(kindOf(id, template('execute-api:/prod/GET/cats'))).toBe('PROVED')
    expect(outcome(id, template('execute-api:/prod/GET/cats/tom'))).toMatchObject({
      kind: 'REFUTED',
      because: because('/prod/GET/cats/tom'),
    })
  })
})

test('every method is declared by ANY', () => {
  const any = swap('HttpMethod: GET', 'HttpMethod: ANY')
  const routes = '[execute-api:/prod/GET/pets, execute-api:/prod/DELETE/pets]'
  expect(kindOf(id, edited(any, swap('Resource: execute-api:/prod/GET/pets', `Resource: ${routes}`)))).toBe(
    'PROVED',
  )
  expect(kindOf(id, edited(swap('Resource: execute-api:/prod/GET/pets', `Resource: ${routes}`)))).toBe(
    'REFUTED',
  )
})

test('a stage of a parameter that may be a wildcard', () => {
  const template = edited(
    swap('\nResources:\n', '\nParameters:\n  Name: { Type: String }\nResources:\n'),
    swap('StageName: prod', 'StageName: !Ref Name'),
    swap('Resource: execute-api:/prod/GET/pets', 'Resource: !Sub execute-api:/${Name}/GET/pets'),
  )
  expect(kindOf(id, template)).toBe('REFUTED')
})

test.each([
  [
    'a body',
    'EndpointConfiguration:',
    'Body: { openapi: 3.0.1 }\n      EndpointConfiguration:',
    'has Body',
    'Body:',
  ],
  ['an unknown element', 'Sid: Pets', 'NotSid: Pets', "no element 'NotSid'", 'NotSid'],
])('UNKNOWN with %s', (_, old, now, text, line) =>
  expect(outcome(id, edited(swap(old, now, 'Api')))).toMatchObject({
    kind: 'UNKNOWN',
    because: because(text, line),
  }),
)
