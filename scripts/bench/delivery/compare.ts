import { UserError } from '../../command/user-error.ts'
import { environment, measure, run } from '../measure.ts'
import { COMMANDS, UPLOAD } from './commands.ts'
import { DELAYS } from './delays.ts'
import { type Endpoint, startEndpoint } from './endpoint.ts'
import { CASES, type Comparison, type Pace, type Pair, type Run, TOOLS, type Tool } from './model.ts'

/** One call in so many is throttled, where the service is not in a hurry. */
export const THROTTLED_ONE_IN = 20

/**
 * Both tools in turn, case by case, each before an endpoint of its own, that answers alike: so fresh stacks, nothing
 * uploaded, and the same calls throttled.
 *
 * @param folder where the endpoint's program is bundled
 */
export async function compare(
  folder: string,
  pace: Pace,
  rounds: number,
  say: (line: string) => void,
): Promise<Comparison[]> {
  const pairs = CASES.map((what) => ({ case: what, pace, pairs: [] as Pair[] }))
  for (let round = 1; round <= rounds; round++) {
    const throttle = { seed: round, oneIn: THROTTLED_ONE_IN }
    const served = { script: { pace }, delays: DELAYS, ...(pace === 'instant' ? {} : { throttle }) }
    const endpoints = {} as Record<Tool, Endpoint>
    try {
      for (const tool of TOOLS) endpoints[tool] = await startEndpoint(folder, served)
      await uploadBeforehand(endpoints['aws cloudformation deploy'])
      for (const comparison of pairs) {
        const pair = {} as Record<Tool, Run>
        for (const tool of TOOLS) pair[tool] = await once(tool, comparison.case, endpoints[tool])
        comparison.pairs.push(pair)
        const walls = TOOLS.map((tool) => `${tool} ${pair[tool].sample.wall.toFixed(2)} s`)
        say(`${pace}, round ${round} of ${rounds}, ${comparison.case}: ${walls.join(' · ')}`)
      }
    } finally {
      for (const endpoint of Object.values(endpoints)) await endpoint.stop()
    }
  }
  return pairs
}

async function once(tool: Tool, what: (typeof CASES)[number], endpoint: Endpoint): Promise<Run> {
  await endpoint.calls()
  const command = COMMANDS[tool](what)
  const sample = await measure({ name: `${tool}, ${what}`, command, env: endpoint.env })
  return { sample, calls: await endpoint.calls() }
}

async function uploadBeforehand({ env }: Endpoint): Promise<void> {
  for (const [program = '', ...args] of UPLOAD) {
    const { code, stderr } = await run(program, args, '.', environment({ env }))
    if (code !== 0)
      throw new UserError(
        `${[program, ...args].join(' ')} failed:\n${stderr}`,
        'The local endpoint should have answered it: tests/aws.',
      )
  }
}
