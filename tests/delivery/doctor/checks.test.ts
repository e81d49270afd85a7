import type { Finding, Verdict } from '../../../scripts/delivery/doctor/check.ts'
import { judged as clock } from '../../../scripts/delivery/doctor/checks/clock-offset.ts'
import { judged as concurrency } from '../../../scripts/delivery/doctor/checks/concurrency.ts'
import { judged as credentials } from '../../../scripts/delivery/doctor/checks/credentials.ts'
import { judged as endpoint } from '../../../scripts/delivery/doctor/checks/endpoint.ts'
import { judged as group } from '../../../scripts/delivery/doctor/checks/endpoint-group.ts'
import { judged as policy } from '../../../scripts/delivery/doctor/checks/endpoint-policy.ts'
import { judged as endpoints } from '../../../scripts/delivery/doctor/checks/endpoints.ts'
import { judged as logRole } from '../../../scripts/delivery/doctor/checks/log-role.ts'
import { judged as permissions } from '../../../scripts/delivery/doctor/checks/permissions.ts'
import { judged as privateDns } from '../../../scripts/delivery/doctor/checks/private-dns.ts'
import { judged as restApis } from '../../../scripts/delivery/doctor/checks/rest-apis.ts'
import { judged as stack } from '../../../scripts/delivery/doctor/checks/stack-state.ts'
import { judged as vpcs } from '../../../scripts/delivery/doctor/checks/vpcs.ts'
import { judged as zones } from '../../../scripts/delivery/doctor/checks/zones.ts'
import { neededActions, unlistedTypes } from '../../../scripts/delivery/doctor/needed-actions.ts'
import { STATES } from '../../../scripts/delivery/stack/states.ts'
import { readTemplate, templateNames } from '../../support/dist.ts'

const user = { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/dev' }
const root = { account: '111122223333', arn: 'arn:aws:iam::111122223333:root' }
const decided = (EvalActionName: string, EvalDecision: 'allowed' | 'explicitDeny' | 'implicitDeny') => ({
  EvalActionName,
  EvalDecision,
})
const wanted = { id: 'vpce-1', vpc: 'vpc-1', service: 'com.amazonaws.us-east-1.execute-api' }
const there = { VpcEndpointId: 'vpce-1', VpcId: 'vpc-1', ServiceName: wanted.service }
const state = (text: string) => ({ ...there, State: text as 'Available' })
const https = (CidrIp: string) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp }] })
const allow = (more: object) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...more }] })
const deny = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }

const cases: [string, Finding, Verdict, string | RegExp][] = [
  ['credentials of a user', credentials(user, 'us-east-1', undefined), 'ok', 'region us-east-1'],
  ['credentials of the root user', credentials(root, 'us-east-1', undefined), 'warning', 'arn:'],
  ['credentials for an hour', credentials(user, 'us-east-1', 3_600_000), 'ok', 'for 60 min 0 s more'],
  ['credentials for ten minutes', credentials(user, 'us-east-1', 600_000), 'warning', 'for 10 min 0 s more'],
  ['a clock that is right', clock(-1500), 'ok', 'as AWS’s'],
  ['a clock a minute ahead', clock(-60_000), 'warning', '1 min 0 s ahead of AWS’s'],
  ['a clock ten minutes behind', clock(600_000), 'warning', '10 min 0 s behind AWS’s'],
  ['a clock without anything to compare', clock(undefined), 'unknown', 'no Date'],
  ['permissions', permissions([decided('a:B', 'allowed')], []), 'ok', 'all 1 actions'],
  ['a permission denied', permissions([decided('a:B', 'explicitDeny')], []), 'bad', 'a policy denies a:B'],
  [
    'a permission missing',
    permissions([decided('a:B', 'implicitDeny')], []),
    'warning',
    'no policy allows a:B',
  ],
  [
    'permissions of an unlisted type',
    permissions([decided('a:B', 'allowed')], ['X::Y::Z']),
    'warning',
    'X::Y::Z',
  ],
  ['no stack', stack('shop', undefined), 'ok', 'there is no shop'],
  ['a stack', stack('shop', 'UPDATE_ROLLBACK_COMPLETE'), 'ok', 'updates it'],
  ['a stack at work', stack('shop', 'UPDATE_IN_PROGRESS'), 'warning', 'watches that'],
  ['a stack never made', stack('shop', 'ROLLBACK_COMPLETE'), 'warning', 'makes it anew'],
  ['a stack half deleted', stack('shop', 'DELETE_FAILED'), 'bad', 'has to be destroyed first'],
  ['room for a VPC', vpcs(4, 5, false), 'ok', '4 of 5'],
  ['no room for a VPC', vpcs(5, 5, false), 'bad', '5 of 5'],
  ['room for no other VPC', vpcs(5, 5, true), 'ok', 'this stack’s'],
  ['room for endpoints', endpoints('vpc-1', 48, 50, 2), 'ok', '48 of 50'],
  ['no room for endpoints', endpoints('vpc-1', 49, 50, 2), 'bad', '49 of 50'],
  ['no endpoints to make', endpoints('vpc-1', 50, 50, 0), 'ok', 'makes none'],
  ['enough concurrency', concurrency(990, 1000), 'ok', '990 of 1000'],
  ['little concurrency', concurrency(9, 10), 'warning', '9 of 10'],
  ['no concurrency', concurrency(0, 1000), 'bad', '0 of 1000'],
  ['room for APIs', restApis(599, 0), 'ok', '599 regional'],
  ['no room for private APIs', restApis(0, 600), 'bad', '600 private'],
  ['no log role', logRole(undefined, 'create', 'shop'), 'ok', 'makes one'],
  ['no log role to use', logRole(undefined, 'existing', 'shop'), 'bad', 'none is set'],
  ['a log role to use', logRole('arn:aws:iam::1:role/logs', 'existing', 'shop'), 'ok', 'is used'],
  [
    'a log role of others',
    logRole('arn:aws:iam::1:role/logs', 'create', 'shop'),
    'warning',
    'would replace it',
  ],
  ['a log role of its own', logRole('arn:aws:iam::1:role/x/shop-Role-1', 'create', 'shop'), 'ok', 'own'],
  ['an endpoint', endpoint(state('available'), wanted), 'ok', 'vpce-1 in vpc-1 is available'],
  ['an endpoint not there', endpoint(undefined, wanted), 'bad', 'there is no vpce-1'],
  [
    'no endpoint in a VPC',
    endpoint(undefined, { ...wanted, id: '' }),
    'bad',
    'there is no execute-api endpoint in vpc-1',
  ],
  ['an endpoint yet to be', endpoint(state('pending'), wanted), 'bad', 'is pending'],
  [
    'an endpoint of another VPC',
    endpoint(state('available'), { ...wanted, vpc: 'vpc-2' }),
    'bad',
    'not in vpc-2',
  ],
  ['an endpoint of another service', endpoint({ ...there, ServiceName: 'ssm' }, wanted), 'bad', 'of ssm'],
  ['private DNS', privateDns({ PrivateDnsEnabled: true }), 'ok', 'on'],
  ['no private DNS', privateDns({ PrivateDnsEnabled: false }), 'warning', 'off'],
  ['a group open to the VPC', group('sg-1', [https('10.0.0.0/8')], ['10.1.0.0/16']), 'ok', '10.1.0.0/16'],
  [
    'a group open to all',
    group('sg-1', [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }], ['10.1.0.0/16']),
    'ok',
    'sg-1',
  ],
  ['a group open to half', group('sg-1', [https('10.1.0.0/17')], ['10.1.0.0/16']), 'bad', 'no rule'],
  [
    'a group open for one of two',
    group('sg-1', [https('10.1.0.0/16')], ['10.1.0.0/16', '10.2.0.0/16']),
    'bad',
    'all of 10.2.0.0/16',
  ],
  [
    'a group open for HTTP',
    group('sg-1', [{ ...https('0.0.0.0/0'), FromPort: 80, ToPort: 80 }], ['10.1.0.0/16']),
    'bad',
    'no rule',
  ],
  [
    'a group open for UDP',
    group('sg-1', [{ ...https('0.0.0.0/0'), IpProtocol: 'udp' }], ['10.1.0.0/16']),
    'bad',
    'no rule',
  ],
  [
    'a group open to a group',
    group(
      'sg-1',
      [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: 'sg-2' }] }],
      ['10.1.0.0/16'],
    ),
    'warning',
    'from security groups',
  ],
  ['the default policy', policy(allow({})), 'warning', 'the default'],
  [
    'a policy for one API',
    policy(allow({ Resource: 'arn:aws:execute-api:*:*:api/*' })),
    'ok',
    'not the default',
  ],
  [
    'a policy with a condition',
    policy(allow({ Condition: { StringEquals: { 'aws:x': 'y' } } })),
    'ok',
    'not the default',
  ],
  ['a policy that denies all', policy(JSON.stringify({ Statement: deny })), 'ok', 'not the default'],
  ['no policy', policy(undefined), 'unknown', 'none that can be read'],
  ['zones', zones('s', ['a', 'b'], ['a', 'b']), 'ok', 'a and b'],
  ['a zone without endpoints', zones('s', ['a', 'b'], ['a', 'c']), 'bad', 'c has no'],
  ['a region without endpoints', zones('s', undefined, ['a', 'b']), 'bad', 'there is no s'],
]
test.each(cases)('%s', (_, finding, verdict, found) => {
  expect(finding).toMatchObject({ verdict, found: expect.stringMatching(found) })
  expect(finding.cure === undefined).toBe(verdict === 'ok' || verdict === 'unknown')
})

test('every state of a stack is judged', () => {
  for (const status of Object.keys(STATES) as (keyof typeof STATES)[])
    expect(stack('shop', status).found).toContain(`shop is ${status}: npm run deploy `)
})

test('it is written down what every type of our templates takes', () => {
  const types = templateNames.flatMap((name) =>
    Object.values(readTemplate(name).Resources as Record<string, { Type: string }>).map(({ Type }) => Type),
  )
  expect(types.length).toBeGreaterThan(50)
  expect(unlistedTypes(types)).toEqual([])
  expect(unlistedTypes(['X::Y::Z'])).toEqual(['X::Y::Z'])
  expect(neededActions(types)).toEqual([...new Set(neededActions(types))])
})
