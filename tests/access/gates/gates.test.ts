import { gates } from '../../../scripts/access/gates/index.ts'
import { type Declared, join, ref } from '../network/region.ts'
import { api, changed, small, without, withPolicy } from '../network/small.ts'
import { type callers, lineOf, send } from './calls.ts'

const base: Record<string, Declared> = { ...small, ...api }
const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }
const openTo = (cidr: string) =>
  changed(base, 'EndpointGroup', { SecurityGroupIngress: [{ ...https, CidrIp: cidr }] })
const regional = changed(base, 'Api', { EndpointConfiguration: { Types: ['REGIONAL'] }, Policy: undefined })

test('a request that all let pass is accepted, each gate with its line', () => {
  const { verdict, answer, walked } = send(base)
  expect({ verdict, answer, unmodelled: walked.unmodelled }).toEqual({
    verdict: 'accepted',
    answer: '200',
    unmodelled: [],
  })
  const line = (logicalId: string) => lineOf(base, logicalId)
  expect(walked.steps.map(({ gate, because }) => [gate, because.at(-1)?.at?.line])).toEqual([
    ['name', line('Endpoint')],
    ['route', line('Vpc')],
    ['packet filters', line('EndpointGroup')],
    ['front end', line('Stage')],
    ['endpoint policy', line('Endpoint')],
    ['authorization', line('Api')],
    ['method', line('GetPets')],
    ['integration permission', line('Permission')],
  ])
})

test('nothing is said of gates behind one that stops', () => {
  const { walked } = send(base, 'internet')
  expect(walked.steps.map(({ gate }) => gate)).toEqual(gates.map(({ name }) => name))
  expect(
    walked.steps.slice(1).every(({ verdict, because }) => verdict === 'not reached' && because.length === 0),
  ).toBe(true)
})

const endpointPolicy = (statement: Record<string, unknown>) =>
  changed(base, 'Endpoint', {
    PolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...statement }],
    },
  })
const policy = (...statements: Record<string, unknown>[]) => withPolicy(base, ...statements)
const permission = (properties: Record<string, unknown>) => changed(base, 'Permission', properties)
const arn = (rest: string) => join('arn:aws:execute-api:us-east-1:111122223333:', ref('Api'), rest)

type Row = [string, Record<string, Declared>, keyof typeof callers, string, string | undefined]

test.each<Row>([
  // name
  ['the internet does not find a private API', base, 'internet', 'name', 'curl: (6) Could not resolve host'],
  [
    'nor does the corporate network without a resolver',
    base,
    'corporate',
    'name',
    'curl: (6) Could not resolve host',
  ],
  [
    'nor the client without private DNS',
    changed(base, 'Endpoint', { PrivateDnsEnabled: false }),
    'client',
    'name',
    'curl: (6) Could not resolve host',
  ],
  // route
  [
    'a public API is found, but a VPC without a gateway has no way there',
    changed(regional, 'Endpoint', { PrivateDnsEnabled: false }),
    'client',
    'route',
    'curl: (28) Connection timed out',
  ],
  // packet filters
  [
    'a stranger is in no group that the endpoint admits',
    base,
    'stranger',
    'packet filters',
    'curl: (28) Connection timed out',
  ],
  [
    'a stranger is in a CIDR that it admits',
    openTo('10.0.0.0/16'),
    'stranger',
    'integration permission',
    '200',
  ],
  [
    'a stranger is not',
    openTo('10.0.9.0/24'),
    'stranger',
    'packet filters',
    'curl: (28) Connection timed out',
  ],
  [
    'a group that admits nobody',
    changed(base, 'EndpointGroup', { SecurityGroupIngress: undefined }),
    'client',
    'packet filters',
    'curl: (28) Connection timed out',
  ],
  // front end
  ['private DNS hides public APIs', regional, 'client', 'front end', '403 {"message":"Forbidden"}'],
  ['a public API answers the internet', regional, 'internet', 'integration permission', '200'],
  ['there is no such stage', without(base, 'Stage'), 'client', 'front end', '403 {"message":"Forbidden"}'],
  [
    'a deployment makes a stage too',
    changed(without(base, 'Stage'), 'Deployment', { StageName: 'prod' }),
    'client',
    'integration permission',
    '200',
  ],
  [
    'the default name is turned off',
    changed(base, 'Api', { DisableExecuteApiEndpoint: true }),
    'client',
    'front end',
    '403 {"message":"Forbidden"}',
  ],
  // endpoint policy
  ['the endpoint admits the API', endpointPolicy({}), 'client', 'integration permission', '200'],
  [
    'the endpoint admits another API only',
    endpointPolicy({ Resource: 'arn:aws:execute-api:us-east-1:111122223333:other/*' }),
    'client',
    'endpoint policy',
    '403, refused by the policy of the endpoint',
  ],
  // authorization
  ['the policy admits one endpoint', base, 'client', 'integration permission', '200'],
  [
    'and no other',
    base,
    'otherVpc',
    'authorization',
    '403 not authorized to perform: execute-api:Invoke with an explicit deny',
  ],
  [
    'a policy without a condition admits every endpoint there is',
    policy({ Effect: 'Allow' }),
    'otherVpc',
    'integration permission',
    '200',
  ],
  [
    'a policy that only denies admits nobody',
    policy({ Effect: 'Deny', Resource: 'execute-api:/none' }),
    'client',
    'authorization',
    '403 not authorized to perform: execute-api:Invoke',
  ],
  [
    'a private API without a policy',
    changed(base, 'Api', { Policy: undefined }),
    'client',
    'authorization',
    '403 not authorized to perform: execute-api:Invoke',
  ],
  [
    'a method that wants a signature',
    changed(base, 'GetPets', { AuthorizationType: 'AWS_IAM' }),
    'client',
    'authorization',
    '403 {"message":"Missing Authentication Token"}',
  ],
  // integration permission
  [
    'no permission',
    without(base, 'Permission'),
    'client',
    'integration permission',
    '500 {"message": "Internal server error"}',
  ],
  [
    'a permission for another verb',
    permission({ SourceArn: arn('/prod/POST/pets') }),
    'client',
    'integration permission',
    '500 {"message": "Internal server error"}',
  ],
  [
    'one for another stage',
    permission({ SourceArn: arn('/test/GET/pets') }),
    'client',
    'integration permission',
    '500 {"message": "Internal server error"}',
  ],
  [
    'one for every stage, verb and path',
    permission({ SourceArn: arn('/*/*/*') }),
    'client',
    'integration permission',
    '200',
  ],
  ['one for any API', permission({ SourceArn: undefined }), 'client', 'integration permission', '200'],
  [
    'one for another service',
    permission({ Principal: 'events.amazonaws.com' }),
    'client',
    'integration permission',
    '500 {"message": "Internal server error"}',
  ],
  [
    'one for another function',
    permission({ FunctionName: 'other' }),
    'client',
    'integration permission',
    '500 {"message": "Internal server error"}',
  ],
  [
    'one for another account',
    permission({ SourceAccount: '999999999999' }),
    'client',
    'integration permission',
    '500 {"message": "Internal server error"}',
  ],
  [
    'one that names the function by its id',
    permission({ FunctionName: ref('Greeter') }),
    'client',
    'integration permission',
    '200',
  ],
])('%s', (_, resources, from, gate, answer) => {
  const { at, answer: got } = send(resources, from)
  expect({ at, got }).toEqual({ at: gate, got: expect.stringContaining(answer ?? '') })
})

test('a policy written as a text of JSON is read as well', () => {
  const json = JSON.stringify({
    Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: 'execute-api:/*' },
  })
  expect(send(changed(base, 'Api', { Policy: json })).answer).toBe('200')
  expect(send(changed(base, 'Api', { Policy: 'no JSON' })).verdict).toBe('unknown')
})
