import { type Use, useOf } from '../../../scripts/delivery/destroy/interfaces.ts'
import type { Listed } from '../../../scripts/delivery/destroy/inventory.ts'
import { judge } from '../../../scripts/delivery/destroy/judge.ts'
import { logGroupsOf } from '../../../scripts/delivery/destroy/log-groups.ts'
import { retainedBy } from '../../../scripts/delivery/destroy/retained.ts'

const listed = (type: string, physicalId: string, more: Partial<Listed> = {}): Listed => ({
  path: [],
  logicalId: 'It',
  physicalId,
  type,
  status: 'DELETE_COMPLETE',
  keptBy: undefined,
  ...more,
})

describe('what a template keeps', () => {
  const resources = `
  Kept: { Type: A, DeletionPolicy: Retain, Properties: { Name: !Sub 'x-\${AWS::Region}' } }
  KeptUnlessNew: { Type: A, DeletionPolicy: RetainExceptOnCreate }
  Copied: { Type: A, DeletionPolicy: Snapshot }
  Gone: { Type: A, DeletionPolicy: Delete }
  Silent: { Type: A, UpdateReplacePolicy: Retain }`
  const kept = [
    ['Kept', 'Retain'],
    ['KeptUnlessNew', 'RetainExceptOnCreate'],
    ['Copied', 'Snapshot'],
  ]
  test('is told by its DeletionPolicy alone', () =>
    expect([...retainedBy(`Resources:${resources}`)]).toEqual(kept))
  test('and the same in JSON', () =>
    expect([...retainedBy('{"Resources": {"Kept": {"DeletionPolicy": "Retain"}}}')]).toEqual([
      ['Kept', 'Retain'],
    ]))
  test.each(['', 'no template', '{}'])('nothing is kept by %j', (text) =>
    expect(retainedBy(text).size).toBe(0),
  )
})

const uses: [string, string, 'in-use' | 'available', Use][] = [
  ['of a function', 'AWS Lambda VPC ENI-greeter-1', 'in-use', 'being given back'],
  ['of a function that is gone', 'AWS Lambda VPC ENI-greeter-1', 'available', 'orphan'],
  ['of an endpoint', 'VPC Endpoint Interface vpce-1', 'in-use', 'in use'],
  ['that somebody made and does not use yet', 'mine', 'available', 'in use'],
  ['without a description', '', 'available', 'in use'],
]
test.each(uses)('an interface %s', (_, Description, Status, use) =>
  expect(useOf({ Description, Status })).toBe(use),
)

test('log groups are those of the stack, of its functions and of its stages', () =>
  expect(
    logGroupsOf([
      listed('AWS::Logs::LogGroup', 'own'),
      listed('AWS::Logs::LogGroup', 'kept', { keptBy: 'Retain' }),
      listed('AWS::Lambda::Function', 'greeter'),
      listed('AWS::ApiGateway::RestApi', 'api1', { path: ['One'] }),
      listed('AWS::ApiGateway::Stage', 'live', { path: ['One'] }),
      listed('AWS::ApiGateway::RestApi', 'api2', { path: ['Two'] }),
    ]),
  ).toEqual(['/aws/lambda/greeter', 'API-Gateway-Execution-Logs_api1/live', 'own']))

describe('what is in the tag index', () => {
  const judged = (arn: string, resource: Listed, gone: string[] = []) =>
    judge(
      { name: 'shop', arn: 'arn:shop', arns: [], resources: [resource] },
      { stacks: [], tagged: [arn], gone, logGroups: [], interfaces: [] },
    )
  const arn = 'arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1'

  test('is late where CloudFormation has deleted it', () =>
    expect(judged(arn, listed('AWS::EC2::VPC', 'vpc-1'))).toMatchObject({ lagging: [arn], left: [] }))
  test('is late where its own service does not have it', () =>
    expect(judged(arn, listed('A', 'other'), [arn])).toMatchObject({ lagging: [arn], left: [] }))
  test('is there once where CloudFormation gave up on it', () =>
    expect(judged(arn, listed('AWS::EC2::VPC', 'vpc-1', { status: 'DELETE_SKIPPED' }))).toMatchObject({
      lagging: [],
      left: [{ what: 'It  AWS::EC2::VPC  vpc-1', why: 'CloudFormation gave up on it' }],
    }))
  test('stays on purpose where the template says so', () =>
    expect(
      judged(arn, listed('AWS::EC2::VPC', 'vpc-1', { status: 'DELETE_SKIPPED', keptBy: 'Retain' })),
    ).toMatchObject({ lagging: [], left: [], kept: [{ why: 'DeletionPolicy Retain' }] }))
  test('is left where nobody knows it; part of an id is not the id', () =>
    expect(judged(arn, listed('AWS::EC2::VPC', 'pc-1')).left).toHaveLength(1))
  test('a log group has a star behind its name', () =>
    expect(
      judged('arn:aws:logs:us-east-1:111122223333:log-group:own:*', listed('AWS::Logs::LogGroup', 'own'))
        .lagging,
    ).toHaveLength(1))
})
