import { connect } from './delivery/aws/connect.ts'
import { deploy } from './delivery/deployment/deploy.ts'
import { type Edge, realEdge } from './delivery/edge.ts'
import { askedOf, type Command, formatOf, readOptions } from './delivery/options.ts'

const COMMAND: Command = {
  name: 'deploy',
  purpose: `Plans, asks, executes that very change set, shows everything that happens, and ends with the outputs or the root cause.`,
  options: [
    'stack',
    'only',
    'template',
    'parameters',
    'accept-risk',
    'express',
    'yes',
    'unprotect',
    'recover',
    'detach',
    'json',
    'env',
  ],
}

/** `npm run deploy`: from templates to a stack on AWS. */
export async function main(args: string[], given?: Edge): Promise<number> {
  const values = readOptions(COMMAND, args)
  if (!values) return 0
  const manner = { detach: values.detach === true, format: formatOf(values) }
  const edge = given ?? realEdge(manner.format !== 'table')
  return deploy(await connect(edge.patience), edge, askedOf(values), manner)
}
