import { explainJson, place } from './explain.ts'

const VPC = 'dist/secure-private-api-vpc.yaml'
const API = 'dist/secure-private-api.yaml'
const CONSUMER = 'dist/api-consumer.yaml'
const PUBLIC = 'dist/unsecure-public-api.yaml'

const ask = (from: string, ...more: string[]) =>
  explainJson('--from', from, '--request', 'GET /secure/greeter', ...more)

/** The last gate that was asked, and the places of its evidence. */
function end({ gates, answer }: Awaited<ReturnType<typeof ask>>) {
  const last = gates.findLast(({ verdict }) => verdict !== 'not reached')
  return { gate: last?.gate, at: last?.because.map(({ at }) => at), answer: answer?.text }
}

test('the consumer is accepted, and each gate points at the line that lets it pass', async () => {
  const report = await ask('consumer')
  expect(report).toMatchObject({ verdict: 'accepted', answer: { status: 200 }, unmodelled: [] })
  const because = report.gates.map(({ gate, verdict, because }) => [
    gate,
    verdict,
    because.map(({ at }) => at),
  ])
  expect(because).toEqual([
    ['name', 'pass', [place(VPC, 'ApiEndpoint:', 'PrivateDnsEnabled: true')]],
    ['route', 'pass', [place(VPC, 'Vpc:')]],
    [
      'packet filters',
      'pass',
      [
        place(CONSUMER, 'SecurityGroupEgress:', '- IpProtocol: tcp'),
        place(VPC, 'ApiEndpointSecurityGroup:', '- IpProtocol: tcp'),
      ],
    ],
    ['front end', 'pass', [place(API, 'Stage:')]],
    ['endpoint policy', 'pass', [place(VPC, '- Sid: ApisOfThisAccount')]],
    ['authorization', 'pass', [place(API, '- Sid: AllowInvoke')]],
    ['method', 'pass', [place(API, 'GetGreeter:')]],
    ['integration permission', 'pass', [place(API, 'GreeterPermission:')]],
  ])
})

test('the consumer is accepted with public subnets and from one of them', async () => {
  expect(await ask('consumer', 'InternetAccess=public-subnets')).toMatchObject({ verdict: 'accepted' })
})

test('the internet cannot resolve the private API', async () => {
  const { gate, at, answer } = end(await ask('internet'))
  expect({ gate, at }).toEqual({ gate: 'name', at: [place(API, 'Types:', '- PRIVATE')] })
  expect(answer).toMatch(
    /^curl: \(6\) Could not resolve host: \w{10}\.execute-api\.us-east-1\.amazonaws\.com$/,
  )
})

test('the internet calls the public API', async () => {
  const report = await explainJson('--from', 'internet', '--request', 'GET /unsecure/greeter')
  expect(report).toMatchObject({ verdict: 'accepted', answer: { status: 200 } })
})

test('private DNS hides the public API from the consumer', async () => {
  const report = await explainJson('--from', 'consumer', '--request', 'GET /unsecure/greeter')
  expect(end(report)).toEqual({
    gate: 'front end',
    at: [place(PUBLIC, '- REGIONAL')],
    answer: '403 {"message":"Forbidden"}',
  })
})

test('another VPC with an endpoint of its own is denied by the resource policy', async () => {
  const report = await ask('other-vpc')
  expect(report.answer?.status).toBe(403)
  expect(end(report)).toMatchObject({ gate: 'authorization', at: [place(API, '- Sid: DenyOtherEndpoints')] })
})

test('a corporate caller is accepted where there is a corporate network', async () => {
  const report = await ask('corporate', '--parameters', 'CorporateCidr=192.168.0.0/16')
  expect(report).toMatchObject({ verdict: 'accepted' })
  const filters = report.gates.find(({ gate }) => gate === 'packet filters')
  expect(filters?.because.map(({ at }) => at)).toContain(
    place(VPC, 'ApiEndpointSecurityGroup:', 'Description: HTTPS from the VPC', '- !If', '- IpProtocol: tcp'),
  )
})

test('the same address is not where there is none', async () => {
  expect(end(await ask('192.168.0.20'))).toMatchObject({ gate: 'name' })
  expect(end(await ask('192.168.0.20', '--form', 'alias-name'))).toMatchObject({ gate: 'packet filters' })
})

test('a stranger in the VPC is accepted: our rules admit its whole CIDR', async () => {
  expect(await ask('stranger')).toMatchObject({ verdict: 'accepted' })
})

test('a signed method refuses who does not sign', async () => {
  expect(end(await ask('consumer', 'Authorization=AWS_IAM'))).toMatchObject({
    gate: 'authorization',
    answer: '403 {"message":"Missing Authentication Token"}',
  })
  const signed = ['--as', 'arn:aws:iam::111122223333:role/Caller']
  expect(await ask('consumer', 'Authorization=AWS_IAM', ...signed)).toMatchObject({ verdict: 'accepted' })
  const foreign = ['--as', 'arn:aws:iam::999999999999:role/Caller']
  expect(end(await ask('consumer', 'Authorization=AWS_IAM', ...foreign))).toMatchObject({
    gate: 'authorization',
  })
})

test('a path that is not declared is walked all the same, to the policy that does not name it', async () => {
  const report = await explainJson('--from', 'consumer', '--request', 'DELETE /secure/other')
  expect(end(report)).toMatchObject({ gate: 'authorization' })
})

test('an existing endpoint is not described by any template: the answer is unknown, with lines', async () => {
  const existing = [
    'ExistingVpcEndpointId=vpce-0123456789abcdef0',
    'ExistingVpcId=vpc-01234567',
    'ExistingVpcCidr=10.20.0.0/16',
    'ExistingIsolatedSubnetIds=subnet-01234567',
  ]
  const report = await ask('consumer', ...existing)
  expect(report).toMatchObject({ verdict: 'unknown', answer: null })
  expect(report.unmodelled.map(({ what }) => what)).toContain(
    'the VPC vpc-01234567 is made by none of the templates',
  )
})
