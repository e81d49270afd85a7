import { because, kindOf, outcome } from './outcome.ts'
import { edited, endpoint, givenEndpoint, small, swap, without } from './small.ts'

const id = 'endpoint-serves-this-account'
const OWN = '!Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:*'
const resource = (yaml: string) => edited(swap(OWN, yaml))
const DENY = (condition: string) =>
  swap(
    '          - Sid: OwnApis\n',
    `          - { Sid: No, Effect: Deny, Principal: "*", Action: "*", ${condition} }\n          - Sid: OwnApis\n`,
  )

test.each<[string, string]>([
  ['by name', small],
  ['in whatever region', resource('!Sub arn:aws:execute-api:*:${AWS::AccountId}:*')],
  ['one API', resource('!Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:abcde12345/*')],
  [
    'all, and a Deny of the others',
    edited(swap(OWN, '"*"'), DENY(`NotResource: ${OWN.replace('!Sub ', '!Sub "')}"`)),
  ],
  ['nothing', edited(swap('Effect: Allow', 'Effect: Deny', 'Endpoint'))],
])('holds where the policy lets through APIs of the account: %s', (_, template) =>
  expect(kindOf(id, template)).toBe('PROVED'),
)

test.each<[string, string, string]>([
  ['everything', '"*"', 'Endpoint carries a call to arn:aws:execute-api:'],
  ['another account', '"arn:aws:execute-api:*:111122223333:*"', ':111122223333:'],
])('fails where it lets through %s, at its statement', (_, yaml, text) =>
  expect(outcome(id, resource(yaml))).toMatchObject({
    kind: 'REFUTED',
    because: because(text, '- Sid: OwnApis'),
  }),
)

test('fails without a policy, at the endpoint', () => {
  expect(outcome(id, edited(without('PolicyDocument', 'Endpoint')))).toMatchObject({
    kind: 'REFUTED',
    because: because('Endpoint carries a call to', 'Endpoint:'),
  })
})

test('a Deny under a condition that strangers need not meet does not help', () => {
  const template = edited(
    swap(OWN, '"*"'),
    DENY('Resource: "*", Condition: { StringEquals: { aws:UserAgent: curl } }'),
  )
  expect(kindOf(id, template)).toBe('REFUTED')
})

test('of two endpoints each counts', () => {
  const template = edited(endpoint('Second', 'EndpointGroup'))
  expect(outcome(id, template)).toMatchObject({
    kind: 'REFUTED',
    because: because('Second carries', 'Second:'),
  })
})

test('is not about endpoints that are in no template, nor those of other services', () => {
  const none = edited(givenEndpoint)
  for (const template of [none, edited(swap('.execute-api\n', '.sqs\n'))])
    expect(outcome(id, template)).toMatchObject({
      kind: 'NOT APPLICABLE',
      because: because('the endpoint is not in the templates'),
    })
})

test.each<[string, string, string, string]>([
  [
    'the short form',
    resource('execute-api:/*'),
    'the short form in an endpoint policy',
    'Resource: execute-api:/*',
  ],
  [
    'a key that nothing is known of',
    edited(
      swap(
        `Resource: ${OWN}`,
        'Resource: "*"\n            Condition: { StringEquals: { aws:ResourceAccount: !Ref AWS::AccountId } }',
      ),
    ),
    "'aws:ResourceAccount' holds",
    'aws:ResourceAccount',
  ],
  [
    'a service by a parameter',
    swap(
      '\nResources:\n',
      '\nParameters:\n  Service: { Type: String }\nResources:\n',
    )(edited(swap('!Sub com.amazonaws.${AWS::Region}.execute-api', '!Ref Service'))),
    'a service that is not known yet',
    '!Ref Service',
  ],
  ['too few parts', resource('"arn:aws:execute-api:*:1*"'), 'has not the six parts of an ARN', ':1*'],
])('UNKNOWN with %s', (_, template, text, line) =>
  expect(outcome(id, template)).toMatchObject({ kind: 'UNKNOWN', because: because(text, line) }),
)
