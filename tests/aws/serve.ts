import { parseArgs } from 'node:util'
import { realClock } from '../../scripts/delivery/clock.ts'
import { startAws } from './index.ts'

/** What the process that spawned this one may ask for. */
export type Question = 'calls' | 'clear' | 'stop'

const pairs = (given: readonly string[] = []): Record<string, number> =>
  Object.fromEntries(
    given.map((pair) => [
      pair.slice(0, pair.lastIndexOf('=')),
      Number(pair.slice(pair.lastIndexOf('=') + 1)),
    ]),
  )

/** The endpoint as a process of its own, under real time. Prints where it is and what to set, a line each. */
async function serve(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      // Nothing takes time but what --took names.
      instant: { type: 'boolean' },
      // --took AWS::EC2::VPCEndpoint=5000
      took: { type: 'string', multiple: true },
      // --delay cloudformation=80
      delay: { type: 'string', multiple: true },
    },
  })
  const script = { pace: values.instant ? 'instant' : 'realistic', took: pairs(values.took) } as const
  const aws = await startAws({ clock: realClock, script, delays: pairs(values.delay) })
  process.on('message', async (question: Question) => {
    if (question === 'calls') process.send?.(aws.calls.all)
    if (question === 'clear') {
      aws.calls.clear()
      process.send?.([])
    }
    if (question === 'stop') {
      await aws.stop()
      process.disconnect()
    }
  })
  process.on('SIGTERM', () => aws.stop().then(() => process.exit(143)))
  process.send?.(aws.env)
  for (const [name, value] of Object.entries(aws.env)) process.stdout.write(`export ${name}=${value}\n`)
}

serve(process.argv.slice(2))
