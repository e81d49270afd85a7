import { main as deploy } from '../../../scripts/deploy.ts'
import type { Trouble } from '../../aws/faults.ts'
import { type Desk, openDesk } from '../commands/desk.ts'
import { small } from '../commands/small.ts'

/** A service that falters and recovers. */
const PASSING: readonly { readonly name: string; readonly trouble: Trouble; readonly retryAfter?: number }[] =
  [
    { name: 'throttled', trouble: 'throttle' },
    { name: 'throttled, with the time to wait', trouble: 'throttle', retryAfter: 0 },
    { name: 'an internal error', trouble: 'internal-error' },
    { name: 'unavailable', trouble: 'unavailable' },
    { name: 'a reset connection', trouble: 'reset' },
    { name: 'a reset connection after it took effect', trouble: 'reset-after' },
    { name: 'no answer', trouble: 'silence' },
    { name: 'no answer after it took effect', trouble: 'silence-after' },
  ]

const template = small()
const run = (desk: Desk, ...args: string[]) =>
  deploy(['--stack', 'demo', '--template', template, '--yes', ...args], desk.edge)

/** Those by which a call takes effect without an answer are what an update adds: most of its calls are a creation's. */
const SILENT = PASSING.filter(({ trouble }) => trouble.endsWith('-after'))

/** How a deployment begins, how it runs, and the operations that the stack must have gone through, the newest first. */
const DEPLOYMENTS = [
  {
    kind: 'create',
    before: async () => undefined,
    now: (desk: Desk) => run(desk),
    status: 'CREATE_COMPLETE',
    operations: ['CREATE_STACK'],
    faults: PASSING,
  },
  {
    kind: 'update',
    before: async (desk: Desk) => {
      await run(desk)
      desk.forget()
    },
    now: (desk: Desk) => run(desk, '--parameters', 'Size=2'),
    status: 'UPDATE_COMPLETE',
    operations: ['UPDATE_STACK', 'CREATE_STACK'],
    faults: [...SILENT, ...PASSING.slice(0, 1)],
  },
]

let injected = 0
let survived = 0
afterAll(() => process.stdout.write(`faults injected: ${injected}, survived: ${survived}\n`))

describe.each(DEPLOYMENTS)(
  '$kind, each of its calls in turn',
  ({ before, now, status, operations, faults }) => {
    /** Deploys with a fault at that call; whether the deployment came so far. */
    async function withFault(index: number, fault: (typeof PASSING)[number]): Promise<boolean> {
      const desk = await openDesk()
      try {
        await before(desk)
        desk.aws.faults.add({ when: index, ...fault })
        const code = await now(desk)
        const [fired] = desk.aws.faults.fired
        if (!fired) return false
        injected += 1
        await desk.stack()
        const { cloudformation } = desk.aws
        const demo = cloudformation.find('demo')
        expect({
          at: fired.call.action,
          code,
          status: demo?.status,
          operations: demo?.operations.map(({ type }) => type),
        }).toEqual({ at: fired.call.action, code: 0, status, operations })
        // Nothing was made twice, and nothing is left over.
        expect(cloudformation.stacks.map(({ name }) => name.replace(/-[A-Z0-9]+$/, ''))).toEqual([
          'demo',
          'demo-Inner',
        ])
        expect(cloudformation.changeSets.filter(({ stack }) => stack === demo)).toHaveLength(
          operations.length,
        )
        expect(desk.aws.s3.buckets.size).toBe(1)
        survived += 1
        return true
      } finally {
        await desk.close()
      }
    }

    test.each(faults)(
      '$name',
      async (fault) => {
        let calls = 0
        while (await withFault(calls + 1, fault)) calls += 1
        expect(calls).toBeGreaterThan(15)
      },
      120_000,
    )
  },
)
