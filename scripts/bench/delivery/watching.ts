import { readdirSync, readFileSync } from 'node:fs'
import { nameOf } from '../../../tests/aws/calls.ts'
import { duration } from '../../../tests/aws/cloudformation/script.ts'
import { type Desk, openDesk } from '../../../tests/delivery/commands/desk.ts'
import { stateOf } from '../../delivery/stack/states.ts'
import { main as deploy } from '../../deploy.ts'
import { DELAYS } from './delays.ts'
import type { Watched } from './model.ts'
import { randomFrom } from './random.ts'

/** A tag on everything changes much, a limit of the stage little. */
const UPDATES = ['Project=other', 'ThrottlingRateLimit=20'] as const

/**
 * A stack of `dist/` is made and changed by `deploy`, on a clock that is simulated: a wait takes no time, and each
 * answer as long as it would take. The seed says how long each type of resource takes.
 */
export async function watchDeployments(seed: number): Promise<Watched[]> {
  const random = randomFrom(`watch ${seed}`)
  const desk = await openDesk({ took: durations(random) })
  desk.aws.faults.after = ({ service }) => desk.clock.move(DELAYS[service] ?? 0)
  // The jitter between polls.
  const { random: real } = Math
  Math.random = random
  try {
    const made = await watch(desk, 'create', [])
    return [made, await watch(desk, 'update', [UPDATES[seed % UPDATES.length] ?? ''])]
  } finally {
    Math.random = real
    await desk.close()
  }
}

async function watch(desk: Desk, what: Watched['case'], parameters: readonly string[]): Promise<Watched> {
  const { aws, clock, edge } = desk
  aws.calls.clear()
  let known = Number.POSITIVE_INFINITY
  const write = (text: string) => {
    if (/ demo {2}AWS::CloudFormation::Stack {2}(CREATE|UPDATE)_COMPLETE/.test(text))
      known = Math.min(known, clock.now())
  }
  const given = parameters.length > 0 ? ['--parameters', ...parameters] : []
  const code = await deploy(['--yes', '--stack', 'demo', ...given], {
    ...edge,
    terminal: { ...edge.terminal, write },
  })
  if (code !== 0) throw new Error(`deploy ended with exit code ${code}`)
  known = Math.min(known, clock.now())

  const [begun] = aws.calls.named('cloudformation:ExecuteChangeSet')
  const [root] = aws.cloudformation.stacks
  if (!begun || !root) throw new Error('nothing was deployed')
  const outcomes = aws.cloudformation.events
    .of(root, clock.now())
    .filter(({ at, physicalId }) => physicalId === root.id && at > begun.at)
    .filter(({ status }) => stateOf(status).outcome === 'success')
  const complete = Math.min(...outcomes.map(({ at }) => at))
  const asks = aws.calls.all.filter(
    (call) =>
      nameOf(call) === 'cloudformation:DescribeStackEvents' ||
      (nameOf(call) === 'cloudformation:DescribeStacks' && call.at > begun.at),
  )
  return { case: what, duration: complete - begun.at, late: known - complete, requests: asks.length }
}

/** From a third to three times as long as each type takes by default. */
function durations(random: () => number): Record<string, number> {
  const texts = readdirSync('dist').map((file) => readFileSync(`dist/${file}`, 'utf8'))
  const types = new Set(texts.flatMap((text) => text.match(/(?<=^ {4}Type: )AWS::\S+$/gm) ?? []))
  return Object.fromEntries(
    [...types].map((type) => [type, duration({}, '', type, 'create') * 3 ** (2 * random() - 1)]),
  )
}
