import { connect } from './delivery/aws/connect.ts'
import { type Edge, realEdge } from './delivery/edge.ts'
import { type Command, readOptions, targetIn } from './delivery/options.ts'
import { events } from './delivery/status/events.ts'

const COMMAND: Command = {
  name: 'events',
  purpose: `Tells a stack's last operation as one time line, nested stacks included; of a deleted stack, how it was deleted.`,
  options: ['stack', 'only', 'failed'],
}

/** `npm run events`: what happened. */
export async function main(args: string[], edge: Edge = realEdge()): Promise<number> {
  const values = readOptions(COMMAND, args)
  if (!values) return 0
  return events(await connect(edge.patience), edge, { ...targetIn(values), failed: values.failed === true })
}
