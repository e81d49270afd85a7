import { connect } from './delivery/aws/connect.ts'
import { destroy } from './delivery/destroy/destroy.ts'
import { type Edge, realEdge } from './delivery/edge.ts'
import { type Command, readOptions, targetIn } from './delivery/options.ts'

const COMMAND: Command = {
  name: 'destroy',
  purpose: `Lists everything, asks for the stack's name, deletes it, and shows that nothing is left of it.`,
  options: ['stack', 'only', 'yes', 'unprotect', 'force', 'artifacts'],
}

/** `npm run destroy`: a stack and every trace of it. */
export async function main(args: string[], edge: Edge = realEdge()): Promise<number> {
  const values = readOptions(COMMAND, args)
  if (!values) return 0
  return destroy(await connect(edge.patience), edge, {
    ...targetIn(values),
    yes: values.yes === true,
    unprotect: values.unprotect === true,
    force: values.force === true,
    artifacts: values.artifacts === true,
  })
}
