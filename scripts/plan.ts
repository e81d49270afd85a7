import { connect } from './delivery/aws/connect.ts'
import { plan } from './delivery/deployment/plan.ts'
import { type Edge, realEdge } from './delivery/edge.ts'
import { askedOf, type Command, readOptions } from './delivery/options.ts'

const COMMAND: Command = {
  name: 'plan',
  purpose: `Shows what a deployment would change, resources and access, and leaves nothing behind but templates in the bucket.`,
  options: ['stack', 'only', 'template', 'parameters', 'accept-risk', 'express', 'yes', 'exit-code'],
}

/** `npm run plan`: the change set as a tree, and what it means for access. */
export async function main(args: string[], edge: Edge = realEdge()): Promise<number> {
  const values = readOptions(COMMAND, args)
  if (!values) return 0
  return plan(await connect(edge.patience), edge, askedOf(values), values['exit-code'] === true)
}
