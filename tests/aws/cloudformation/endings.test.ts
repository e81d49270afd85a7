import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { startAws } from '../index.ts'
import { virtualClock } from '../virtual-clock.ts'
import type { Failure } from './script.ts'

const CHILDREN = ['unsecure-public-api', 'secure-private-api-vpc', 'secure-private-api', 'api-consumer']

const failure = fc.record<Failure>({
  at: fc.constantFrom(
    'ApiGatewayAccount',
    'SecurePrivateApiVpc',
    'SecurePrivateApiVpc/Vpc',
    'SecurePrivateApiVpc/ApiEndpoint',
    'SecurePrivateApi/Greeter',
    'SecurePrivateApi/GreeterSecurityGroup',
    'SecurePrivateApi/Redeploy',
    'ApiConsumer/ProbeResult',
    'UnsecurePublicApi/Stage',
    'AWS::Logs::LogGroup',
  ),
  on: fc.constantFrom('create', 'update', 'delete', 'rollback'),
  reason: fc.constant('it failed'),
  times: fc.integer({ min: 1, max: 3 }),
  after: fc.constantFrom(0, 500, 5000),
})

/** What a person can do next; where the service refuses it, nothing happens. */
const step = fc.constantFrom('create', 'update', 'delete', 'force', 'cancel', 'continue', 'rollback', 'wait')

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function start(pace: 'realistic' | 'instant', failures: readonly Failure[]) {
  const clock = virtualClock()
  const aws = await startAws({ clock, script: { pace, failures } })
  const bucket = aws.s3.add('bucket', '111122223333', 'us-east-1')
  for (const name of CHILDREN) aws.s3.put(bucket, `${name}.yaml`, readFileSync(`dist/${name}.yaml`))
  let made = 0
  const call = (action: string, parameters: object = {}) =>
    aws.asSomebodyElse('cloudformation', action, { StackName: 'demo', ...parameters })
  const deploy = async (type: 'CREATE' | 'UPDATE', DisableRollback: boolean) => {
    made += 1
    const ChangeSetName = `c${made}`
    await call('CreateChangeSet', {
      ChangeSetName,
      ChangeSetType: type,
      TemplateBody: readFileSync('dist/main.yaml', 'utf8'),
      Capabilities: ['CAPABILITY_IAM'],
      IncludeNestedStacks: made % 2 === 0,
      Parameters: [
        { ParameterKey: 'TemplateBucketName', ParameterValue: 'bucket' },
        { ParameterKey: 'VpcCidr', ParameterValue: `10.${made}.0.0/16` },
      ],
    })
    clock.move(10_000)
    await call('ExecuteChangeSet', { ChangeSetName, DisableRollback })
  }
  const steps: Readonly<Record<Step, (flag: boolean) => Promise<unknown>>> = {
    create: (flag) => deploy('CREATE', flag),
    update: (flag) => deploy('UPDATE', flag),
    delete: () => call('DeleteStack'),
    force: () => call('DeleteStack', { DeletionMode: 'FORCE_DELETE_STACK' }),
    cancel: () => call('CancelUpdateStack'),
    continue: (ForceRollback) => call('ContinueUpdateRollback', { ForceRollback }),
    rollback: () => call('RollbackStack'),
    wait: async () => clock.move(3_600_000),
  }
  return { aws, clock, call, steps }
}

test('whatever fails and whoever steps in, every operation ends, and what is told is what is', async () => {
  const history = fc.array(fc.tuple(step, fc.boolean(), fc.nat(120_000)), { maxLength: 8 })
  const paces = fc.constantFrom('realistic' as const, 'instant' as const)
  await fc.assert(
    fc.asyncProperty(paces, fc.array(failure, { maxLength: 4 }), history, async (pace, failures, later) => {
      const { aws, clock, call, steps } = await start(pace, failures)
      try {
        await steps.create(false)
        for (const [name, flag, ms] of later) {
          clock.move(ms)
          await steps[name](flag).catch((error: Error) => {
            if (error.name !== 'ServiceError') throw error
          })
        }
        clock.move(24 * 3_600_000)
        await call('ListStacks')
        const { stacks, running, events } = aws.cloudformation
        expect(running.size).toBe(0)
        for (const stack of stacks) {
          const [last] = events.of(stack, Number.POSITIVE_INFINITY)
          if (stack.status !== 'REVIEW_IN_PROGRESS' && last) expect(last.status).toBe(stack.status)
          expect(stack.status).not.toMatch(/(?<!REVIEW)_IN_PROGRESS$/)
          for (const { status } of stack.resources.values()) expect(status).not.toMatch(/_IN_PROGRESS$/)
        }
        // Without failures all of it can be deleted, and nothing is left but what is retained.
        aws.cloudformation.script = { pace }
        await call('DeleteStack').catch(() => undefined)
        clock.move(24 * 3_600_000)
        await call('ListStacks')
        expect(stacks.filter(({ status }) => status !== 'DELETE_COMPLETE')).toEqual([])
      } finally {
        await aws.stop()
      }
    }),
    { numRuns: 30, seed: 2, endOnFailure: true },
  )
}, 120_000)
