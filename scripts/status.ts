import { connect } from './delivery/aws/connect.ts'
import { type Edge, realEdge } from './delivery/edge.ts'
import { type Command, readOptions, stackNameOf } from './delivery/options.ts'
import { status } from './delivery/status/status.ts'

const COMMAND: Command = {
  name: 'status',
  purpose: `Tells how a stack is: its state and what that means, its protection, its last operation, who waits for consent.`,
  options: ['stack', 'only'],
}

/** `npm run status`: a stack as it is. */
export async function main(args: string[], edge: Edge = realEdge()): Promise<number> {
  const values = readOptions(COMMAND, args)
  if (!values) return 0
  return status(await connect(edge.patience), edge, stackNameOf(values))
}
