import { RollbackStackCommand } from '@aws-sdk/client-cloudformation'
import { type Aws, clients } from '../clients.ts'
import { deploy, events, lines, stack, uploadChildren } from '../deploying.ts'
import { startAws } from '../index.ts'
import { virtualClock } from '../virtual-clock.ts'

let aws: Aws
let clock: ReturnType<typeof virtualClock>
beforeEach(async () => {
  clock = virtualClock()
  aws = await startAws({ clock })
  await uploadChildren(aws)
})
afterEach(() => aws.stop())

/** What a nested stack told, by its logical id, without the ARNs. */
async function told(logicalId: string): Promise<string[]> {
  const root = aws.cloudformation.stacks.find(({ name }) => name === 'demo')
  const nested = aws.cloudformation.stacks.find(({ address }) => address === logicalId)
  const id = (logicalId === '' ? root : nested)?.id
  return lines(await events(aws, id)).map((line) =>
    line.replace(/arn:\S+:stack\/demo-(\w+)-\w+\/\S+/, '<$1>').replace(/demo-(\w+)-[0-9A-Z]{12}/, '<$1>'),
  )
}

test('a leaf fails in a nested stack: its siblings are cancelled, and all of it is rolled back', async () => {
  aws.cloudformation.script = {
    failures: [
      {
        at: 'SecurePrivateApiVpc/ApiEndpoint',
        on: 'create',
        reason: 'private-dns-enabled cannot be set',
        after: 2000,
      },
    ],
    took: { ApiGatewayAccount: 1, ApiGatewayLogRoleOfAccount: 1 },
  }
  const made = await deploy(aws, clock)
  expect(made?.StackStatus).toBe('ROLLBACK_COMPLETE')
  const nested = await told('SecurePrivateApiVpc')
  const failed = nested.indexOf('ApiEndpoint CREATE_FAILED private-dns-enabled cannot be set')
  expect(nested.slice(failed, failed + 4)).toEqual([
    'ApiEndpoint CREATE_FAILED private-dns-enabled cannot be set',
    'RejectedTraffic CREATE_FAILED Resource creation cancelled',
    '<SecurePrivateApiVpc> CREATE_FAILED The following resource(s) failed to create: [ApiEndpoint, RejectedTraffic]. ',
    '<SecurePrivateApiVpc> DELETE_IN_PROGRESS User Initiated',
  ])
  expect(nested.at(-1)).toBe('<SecurePrivateApiVpc> DELETE_COMPLETE')
  // The neighbour is given up half-way, and what is in it with it.
  expect(await told('UnsecurePublicApi')).toEqual(
    expect.arrayContaining([
      'Greeter CREATE_FAILED Resource creation cancelled',
      '<UnsecurePublicApi> CREATE_FAILED The following resource(s) failed to create: [Greeter]. ',
    ]),
  )
  const root = await told('')
  expect(root.slice(-10)).toEqual([
    'SecurePrivateApiVpc CREATE_FAILED Embedded stack <SecurePrivateApiVpc> was not successfully created: The following resource(s) failed to create: [ApiEndpoint, RejectedTraffic]. ',
    'UnsecurePublicApi CREATE_FAILED Resource creation cancelled',
    'demo ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [SecurePrivateApiVpc, UnsecurePublicApi]. Rollback requested by user.',
    'SecurePrivateApiVpc DELETE_IN_PROGRESS',
    'UnsecurePublicApi DELETE_IN_PROGRESS',
    'UnsecurePublicApi DELETE_COMPLETE',
    'ApiGatewayAccount DELETE_SKIPPED',
    'ApiGatewayLogRoleOfAccount DELETE_SKIPPED',
    'SecurePrivateApiVpc DELETE_COMPLETE',
    'demo ROLLBACK_COMPLETE',
  ])
})

test('a rollback is an operation by itself, of the same request', async () => {
  aws.cloudformation.script = { failures: [{ at: 'ApiGatewayAccount', on: 'create', reason: 'no' }] }
  await deploy(aws, clock)
  const all = await events(aws)
  const operations = new Set(all.map(({ OperationId }) => OperationId))
  expect([operations.size, new Set(all.map(({ ClientRequestToken }) => ClientRequestToken))]).toEqual([
    2,
    new Set(['token']),
  ])
  expect((await stack(aws))?.LastOperations?.map(({ OperationType }) => OperationType)).toEqual([
    'ROLLBACK',
    'CREATE_STACK',
  ])
})

test('with rollback disabled what failed stays, what does not need it goes on, and it can be rolled back later', async () => {
  aws.cloudformation.script = {
    failures: [{ at: 'SecurePrivateApi/Stage', on: 'create', reason: 'no', times: 1 }],
  }
  const made = await deploy(aws, clock, {}, { DisableRollback: true })
  expect(made).toMatchObject({
    StackStatus: 'CREATE_FAILED',
    StackStatusReason: 'The following resource(s) failed to create: [SecurePrivateApi]. ',
  })
  expect((await told('SecurePrivateApi')).at(-1)).toBe(
    '<SecurePrivateApi> CREATE_FAILED The following resource(s) failed to create: [Stage]. ',
  )
  expect((await told('UnsecurePublicApi')).at(-1)).toBe('<UnsecurePublicApi> CREATE_COMPLETE')
  await clients(aws).cloudformation.send(new RollbackStackCommand({ StackName: 'demo' }))
  clock.move(3_600_000)
  expect((await stack(aws))?.StackStatus).toBe('ROLLBACK_COMPLETE')
})

test('a stack that failed half-way is completed by an update', async () => {
  aws.cloudformation.script = {
    failures: [{ at: 'SecurePrivateApi/Stage', on: 'create', reason: 'no', times: 1 }],
  }
  await deploy(aws, clock, {}, { DisableRollback: true })
  const again = await deploy(aws, clock, { ChangeSetName: 'again', ChangeSetType: 'UPDATE' })
  expect(again?.StackStatus).toBe('UPDATE_COMPLETE')
  expect((await told('SecurePrivateApi')).slice(-6)).toEqual(
    expect.arrayContaining(['Stage CREATE_COMPLETE', '<SecurePrivateApi> UPDATE_COMPLETE']),
  )
})

test('with OnStackFailure DELETE nothing is left', async () => {
  aws.cloudformation.script = { failures: [{ at: 'ApiGatewayAccount', on: 'create', reason: 'no' }] }
  const made = await deploy(aws, clock, { OnStackFailure: 'DELETE' })
  expect(made?.StackStatus).toBe('DELETE_COMPLETE')
})

test('a nested template that is not in the bucket is a failure of its resource', async () => {
  aws.s3.buckets.get('artifacts-111122223333')?.objects.delete('p/secure-private-api-vpc.yaml')
  await deploy(aws, clock, { IncludeNestedStacks: false })
  expect(await told('')).toContainEqual(
    expect.stringMatching(/^SecurePrivateApiVpc CREATE_FAILED S3 error: Access Denied/),
  )
})

test('events come late, twice and out of order, and in the end all of them', async () => {
  aws.cloudformation.script = { events: { late: 5000, twice: 3, shuffled: true }, pace: 'instant' }
  await deploy(aws, clock)
  const all = await events(aws)
  const ids = all.map(({ EventId }) => EventId)
  expect(new Set(ids).size).toBeLessThan(ids.length)
  expect(new Set(ids).size).toBe(21)
  const times = all.map(({ Timestamp }) => Number(Timestamp))
  expect(times).not.toEqual(times.toSorted((a, b) => a - b))
  expect((await stack(aws))?.StackStatus).toBe('CREATE_COMPLETE')
})

test('an event that is late is not there yet, though the stack is done', async () => {
  aws.cloudformation.script = {
    pace: 'instant',
    events: { late: ({ status }) => (status === 'CREATE_COMPLETE' ? 3_700_000 : 0) },
  }
  await deploy(aws, clock)
  expect((await stack(aws))?.StackStatus).toBe('CREATE_COMPLETE')
  expect(lines(await events(aws))).not.toContain('demo CREATE_COMPLETE')
  clock.move(200_000)
  expect(lines(await events(aws))).toContain('demo CREATE_COMPLETE')
})
