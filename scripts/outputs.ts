import { connect } from './delivery/aws/connect.ts'
import { type Edge, realEdge } from './delivery/edge.ts'
import { type Command, formatOf, readOptions, stackNameOf } from './delivery/options.ts'
import { existingStack } from './delivery/stack/existing.ts'
import { outputsText } from './delivery/stack/outputs-text.ts'

const COMMAND: Command = {
  name: 'outputs',
  purpose: 'Prints what a stack has to offer: URLs, ids, commands to type.',
  options: ['stack', 'only', 'json', 'env'],
}

/** `npm run outputs`: the outputs of a stack. */
export async function main(args: string[], edge: Edge = realEdge()): Promise<number> {
  const values = readOptions(COMMAND, args)
  if (!values) return 0
  const format = formatOf(values)
  const { Outputs = [] } = await existingStack(await connect(edge.patience), stackNameOf(values))
  edge.terminal.result(outputsText(Outputs, format, edge.terminal))
  return 0
}
