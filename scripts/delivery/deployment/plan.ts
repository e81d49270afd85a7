import type { Aws } from '../aws/connect.ts'
import { discard } from '../change-set/discard.ts'
import type { Edge } from '../edge.ts'
import { interruptible } from '../interrupted.ts'
import type { Asked } from './asked.ts'
import { proposed } from './propose.ts'

const FAILED = 1
const REFUSED = 3
const CHANGES = 10

/** Shows what a deployment would do, and leaves nothing behind but templates in the bucket. Returns the exit code. */
export async function plan(aws: Aws, edge: Edge, asked: Asked, exitCode: boolean): Promise<number> {
  return interruptible(edge, async (signal) => {
    const { proposal } = await proposed(aws, edge, asked, 'plan', signal)
    if (proposal.kind === 'refused') return REFUSED
    if (proposal.kind === 'declined') {
      edge.terminal.write('Not planned: nobody agreed to it.\n')
      return FAILED
    }
    if (proposal.kind === 'nothing to do') {
      edge.terminal.write(`${asked.stackName}: no changes\n`)
      return 0
    }
    await discard(aws.cloudformation, proposal.own, edge.clock)
    edge.terminal.write('Nothing was deployed; npm run deploy would plan the same, ask, and do it.\n')
    return exitCode ? CHANGES : 0
  })
}
