import { connect } from './delivery/aws/connect.ts'
import { type Edge, realEdge } from './delivery/edge.ts'
import { type Command, readOptions, targetIn } from './delivery/options.ts'
import { watch } from './delivery/status/watch.ts'

const COMMAND: Command = {
  name: 'watch',
  purpose: `Attaches to what runs on a stack, and ends with its outputs or the root cause. Ctrl-C leaves it alone.`,
  options: ['stack', 'only'],
}

/** `npm run watch`: an operation that somebody started, to its end. */
export async function main(args: string[], edge: Edge = realEdge()): Promise<number> {
  const values = readOptions(COMMAND, args)
  if (!values) return 0
  return watch(await connect(edge.patience), edge, targetIn(values))
}
