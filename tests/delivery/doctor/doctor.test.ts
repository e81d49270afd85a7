import { main as doctor } from '../../../scripts/doctor.ts'
import { demo } from '../commands/demo.ts'
import { type Desk, openDesk } from '../commands/desk.ts'

jest.setTimeout(60_000)
let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ pace: 'instant' })
})
afterEach(() => desk.close())
const run = (...args: string[]) => doctor(args, desk.edge)
/** The line of a check. */
const line = (name: string) =>
  desk
    .result()
    .split('\n')
    .find((text) => text.slice(2).startsWith(`${name} `)) ?? ''

test('in an account without anything, all is well, and nothing is changed', async () => {
  expect(await run()).toBe(0)
  expect(
    desk
      .result()
      .split('\n')
      .map((text) => text.slice(0, 16).trimEnd()),
  ).toEqual([
    '✓ credentials',
    '✓ clock',
    '✓ permissions',
    '✓ stack',
    '✓ bucket',
    '✓ log role',
    '✓ REST APIs',
    '✓ functions',
    '✓ VPCs',
    '✓ zones',
    'All is well: npm',
    '',
  ])
  expect(line('credentials')).toContain(
    'arn:aws:iam::111122223333:user/dev, account 111122223333, region us-east-1  (GetCallerIdentity)',
  )
  const reads = /^(Get|Describe|List|Head|Simulate)/
  expect(desk.aws.calls.all.filter(({ action }) => !reads.test(action))).toEqual([])
})

test('with the stack in it, what that has made is no obstacle to it', async () => {
  await demo(desk)
  desk.aws.quotas.values.set('vpc/L-F678F1CE', 1)
  expect(await run()).toBe(0)
  expect(line('stack')).toContain('secure-private-api is CREATE_COMPLETE: npm run deploy updates it')
  expect(line('VPCs')).toContain('1 of 1 are used, this stack’s among them')
  expect(line('log role')).toMatch(/^✓ .* is set, this stack’s own/)
  expect(line('REST APIs')).toContain('1 regional and 1 private ones of 600 each')
})

test('a denied call is a line of its own', async () => {
  desk.aws.deny.add('ec2:DescribeVpcs')
  desk.aws.deny.add('iam:SimulatePrincipalPolicy')
  desk.aws.deny.add('apigateway:GET')
  desk.aws.deny.add('servicequotas:GetServiceQuota')
  expect(await run()).toBe(0)
  expect(line('VPCs')).toMatch(/^\? VPCs +cannot be checked: needs ec2:DescribeVpcs {2}/)
  expect(line('permissions')).toContain('cannot be checked: needs iam:SimulatePrincipalPolicy')
  expect(line('log role')).toContain('cannot be checked: needs apigateway:GET')
  expect(desk.result()).toMatch(/as far as is known: 4 could not be checked\.\n$/)
})

test('what would make a deployment fail ends with 1 and says what to do', async () => {
  desk.aws.quotas.values.set('vpc/L-F678F1CE', 1)
  desk.aws.ec2.vpcs.push({ id: 'vpc-1', cidr: '10.0.0.0/16' })
  expect(await run()).toBe(1)
  expect(line('VPCs')).toMatch(
    /^✗ VPCs +1 of 1 are used, and a deployment makes one\. Delete one, have quota/,
  )
  expect(desk.result()).toMatch(/^1 of 10 would make a deployment fail\.$/m)
})

test('no more of a check than its own line comes of trouble with a call', async () => {
  desk.aws.faults.add({ when: 'lambda:GetAccountSettings', trouble: 'throttle', times: 99 })
  expect(await run()).toBe(0)
  expect(line('functions')).toMatch(
    /^\? functions +cannot be checked: lambda:GetAccountSettings was throttled 4 times\. Wait a minute\./,
  )
})

test('a bucket of somebody else’s', async () => {
  desk.aws.s3.add('secure-private-api-artifacts-111122223333-us-east-1', '999988887777', 'us-east-1')
  expect(await run()).toBe(1)
  expect(line('bucket')).toMatch(/^✗ .* is not this account’s, or s3:ListBucket on it is denied/)
})

test('a clock that is ten minutes off', async () => {
  desk.aws.credentials.skew = 10 * 60_000
  expect(await run()).toBe(0)
  expect(line('clock')).toMatch(/^! clock +(10 min 0 s|9 min 59 s) behind AWS’s\. Set the clock/)
})

test('unknown credentials are told as for every command', async () => {
  desk.aws.credentials.known.clear()
  await expect(run()).rejects.toMatchObject({ name: 'UserError' })
})

test('a log role of others would be replaced', async () => {
  desk.aws.apigateway.cloudwatchRoleArn = 'arn:aws:iam::111122223333:role/logs'
  expect(await run()).toBe(0)
  expect(line('log role')).toMatch(
    /^! .*would replace it for every API of this region\. Give ApiGatewayLogRole=existing\./,
  )
  desk.forget()
  expect(await run('--parameters', 'ApiGatewayLogRole=existing')).toBe(0)
  expect(line('log role')).toMatch(/^✓ /)
})

describe('an endpoint that is there', () => {
  const policy = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'arn:x' }],
  })
  const service = 'com.amazonaws.us-east-1.execute-api'
  beforeEach(() => {
    desk.aws.ec2.vpcs.push({ id: 'vpc-0a1b2c3d', cidr: '10.0.0.0/16' })
    desk.aws.ec2.lookups.groups.set('sg-1', [{ protocol: 'tcp', from: 443, to: 443, cidrs: ['10.0.0.0/8'] }])
    desk.aws.ec2.endpoints.push({
      id: 'vpce-0a1b2c3d',
      vpcId: 'vpc-0a1b2c3d',
      service,
      groupIds: ['sg-1'],
      policy,
    })
  })
  const given = (id: string) => [
    '--parameters',
    `ExistingVpcEndpointId=${id}`,
    'ExistingVpcId=vpc-0a1b2c3d',
    'ExistingVpcCidr=10.0.0.0/16',
    'ExistingIsolatedSubnetIds=subnet-0a1b2c3d',
  ]

  test('is looked at in place of what a VPC would take', async () => {
    expect(await run(...given('vpce-0a1b2c3d'))).toBe(0)
    for (const name of ['endpoint', 'private DNS', 'security group', 'endpoint policy', 'endpoints'])
      expect(line(name)).toMatch(/^✓/)
    expect(line('endpoint')).toContain('vpce-0a1b2c3d in vpc-0a1b2c3d is available')
    expect(line('endpoints')).toContain('1 of 50 are used in vpc-0a1b2c3d, and a deployment makes 2')
    expect([line('VPCs'), line('zones')]).toEqual(['', ''])
  })

  test('and is not there', async () => {
    expect(await run(...given('vpce-0000ffff'))).toBe(1)
    expect(line('endpoint')).toMatch(/^✗ endpoint +there is no vpce-0000ffff\. /)
  })

  test('in a VPC of which only that is known', async () => {
    expect(await run('--parameters', 'ExistingVpcId=vpc-0a1b2c3d')).toBe(1)
    expect(line('endpoint')).toContain('Give ExistingVpcEndpointId=vpce-0a1b2c3d')
  })
})

test('one of the four', async () => {
  expect(await run('--only', 'public')).toBe(0)
  expect(line('stack')).toContain('there is no secure-private-api-public')
  expect([line('VPCs'), line('bucket'), line('zones')]).toEqual(['', '', ''])
})
test('another of the four, whose parameters are not known yet', async () => {
  expect(await run('--only', 'private')).toBe(0)
})
