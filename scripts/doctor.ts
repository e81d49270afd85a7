import { connect } from './delivery/aws/connect.ts'
import { doctor } from './delivery/doctor/doctor.ts'
import { type Edge, realEdge } from './delivery/edge.ts'
import { askedOf, type Command, readOptions } from './delivery/options.ts'

const COMMAND: Command = {
  name: 'doctor',
  purpose: `Looks at all that a deployment depends on: credentials, clock, permissions, quotas, an endpoint that you have. Changes nothing.`,
  options: ['stack', 'only', 'template', 'parameters'],
}

/** `npm run doctor`: whether a deployment would go well. */
export async function main(args: string[], edge: Edge = realEdge()): Promise<number> {
  const values = readOptions(COMMAND, args)
  if (!values) return 0
  return doctor(await connect(edge.patience), edge, askedOf(values))
}
