import { because, kindOf, outcome } from './outcome.ts'
import { above, add, drop, edited, policy, small, swap, without } from './small.ts'

const id = 'public-is-public'
const ALL = 'Principal: "*", Action: execute-api:Invoke, Resource: execute-api:/*'
const PUBLIC = swap(
  '        Types: [PRIVATE]\n        VpcEndpointIds: [!Ref Endpoint]\n',
  '        Types: [REGIONAL]\n',
)
const open = edited(PUBLIC, policy(`{ Sid: Open, Effect: Allow, ${ALL} }`))
const WITHOUT_POLICY = without('Policy', 'Api')

test('holds where somebody on the internet is accepted, and shows the request', () => {
  const { kind, because: witness } = outcome(id, open)
  expect(kind).toBe('PROVED')
  expect(witness).toEqual(because('  by the internet'))
  expect(witness).toEqual(
    because('  for arn:aws:execute-api:‹AWS::Region›:‹AWS::AccountId›:‹Api›/prod/GET/pets'),
  )
  expect(witness).toEqual(because('passes: Allow Open', 'Sid: Open'))
})

test('is all that is asked of a public API, of whatever type', () => {
  expect(() => outcome('only-our-endpoint', open)).toThrow('nothing was found about only-our-endpoint')
  expect(() => outcome(id, small)).toThrow('nothing was found about public-is-public')
  for (const type of ['        Types: [EDGE]\n', '        IpAddressType: ipv4\n        Types: [REGIONAL]\n'])
    expect(() => outcome(id, swap('        Types: [REGIONAL]\n', type)(open))).not.toThrow()
})

test.each<[string, string, string]>([
  ['without a policy', edited(PUBLIC, WITHOUT_POLICY), 'PROVED'],
  [
    'that says nothing of its type',
    edited(
      swap(
        '      EndpointConfiguration:\n        Types: [PRIVATE]\n        VpcEndpointIds: [!Ref Endpoint]\n',
        '      Name: pets\n',
      ),
      WITHOUT_POLICY,
    ),
    'PROVED',
  ],
  [
    'whose methods ask for a signature',
    swap('AuthorizationType: NONE', 'AuthorizationType: AWS_IAM')(open),
    'PROVED',
  ],
  [
    'for some addresses',
    edited(
      PUBLIC,
      policy(`{ Effect: Allow, ${ALL}, Condition: { IpAddress: { aws:SourceIp: 203.0.113.0/24 } } }`),
    ),
    'PROVED',
  ],
  ['for an endpoint', edited(PUBLIC), 'REFUTED'],
  ['for nobody', edited(PUBLIC, policy(`{ Effect: Deny, ${ALL} }`)), 'REFUTED'],
  ['without a stage', drop('Stage')(open), 'REFUTED'],
])('an API %s', (_, template, kind) => expect(kindOf(id, template)).toBe(kind))

test('fails at the API', () => {
  expect(outcome(id, edited(PUBLIC))).toMatchObject({
    kind: 'REFUTED',
    because: because('nobody on the internet is accepted by Api', 'Api:'),
  })
  const closed = swap(
    '    Properties:\n',
    '    Properties:\n      DisableExecuteApiEndpoint: true\n',
    'Api',
  )(open)
  expect(outcome(id, closed)).toMatchObject({
    kind: 'REFUTED',
    because: because('the names of Api are closed by DisableExecuteApiEndpoint', 'Api:'),
  })
})

test('UNKNOWN with an OpenAPI body', () =>
  expect(
    outcome(
      id,
      swap(
        '      EndpointConfiguration:\n',
        '      Body: { openapi: 3.0.1 }\n      EndpointConfiguration:\n',
      )(open),
    ),
  ).toMatchObject({ kind: 'UNKNOWN', because: because('has Body, which is not modelled', 'Body:') }))

describe('an API whose type is a parameter', () => {
  const either = edited(
    above('Parameters:\n  Kind: { Type: String, AllowedValues: [PRIVATE, REGIONAL] }'),
    swap('Types: [PRIVATE]', 'Types: [!Ref Kind]'),
  )
  test('is asked what a private one is, and nothing is proved of it', () => {
    for (const asked of ['only-our-endpoint', 'not-from-internet', 'consumer-is-accepted'])
      expect(outcome(asked, either)).toMatchObject({
        kind: 'UNKNOWN',
        because: because('an API whose type is not known yet', '!Ref Kind'),
      })
    // What it says of packets holds for both types.
    expect(
      kindOf('only-https', swap('CidrIp: 10.0.0.0/16', 'CidrIp: 0.0.0.0/0', 'EndpointGroup')(either)),
    ).toBe('PROVED')
    expect(kindOf('only-https', swap('ToPort: 443', 'ToPort: 444', 'EndpointGroup')(either))).toBe('REFUTED')
  })
  test('is what it is given', () => {
    expect(kindOf('only-our-endpoint', either, { given: { Kind: 'PRIVATE' } })).toBe('PROVED')
    const regional = swap('        VpcEndpointIds: [!Ref Endpoint]\n', '')(either)
    expect(kindOf(id, regional, { given: { Kind: 'REGIONAL' } })).toBe('REFUTED')
  })
})

test('of two APIs each is judged', () => {
  const two = edited(
    add(`
  Open:
    Type: AWS::ApiGateway::RestApi
  GetOpen:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Open, ResourceId: !GetAtt Open.RootResourceId, HttpMethod: GET, AuthorizationType: NONE, Integration: { Type: MOCK } }
  OpenDeployment:
    Type: AWS::ApiGateway::Deployment
    Properties: { RestApiId: !Ref Open, StageName: prod }
`),
  )
  expect(outcome(id, two, { api: 'Open' })).toMatchObject({
    kind: 'PROVED',
    because: because('‹Open›/prod/GET/'),
  })
  expect(kindOf('not-from-internet', two)).toBe('PROVED')
})
