import type { Aws } from '../aws/connect.ts'
import type { Edge } from '../edge.ts'
import { streamOfLast } from '../events/start.ts'
import { existingStack } from '../stack/existing.ts'
import { changeSetsOf, describeStack, NESTED, resourcesOf } from '../stack/read.ts'
import { statusText } from './status-text.ts'

/** Tells how a stack is. Returns the exit code. */
export async function status(aws: Aws, { terminal }: Edge, stackName: string): Promise<number> {
  const { cloudformation } = aws
  const stack = await existingStack(aws, stackName)
  const arn = stack.StackId ?? stackName
  const stream = await streamOfLast(cloudformation, arn)
  const [events, nested, waiting] = await Promise.all([
    stream.poll(),
    nestedStates(aws, arn),
    changeSetsOf(cloudformation, arn),
  ])
  const operation = events.filter(({ isOwn }) => isOwn)
  terminal.result(statusText({ stack, operation, nested, waiting }, terminal.paint))
  return 0
}

/** Of the stacks themselves: the resources that nest them are late to tell. */
async function nestedStates({ cloudformation }: Aws, arn: string) {
  const nested = (await resourcesOf(cloudformation, arn)).filter(({ type }) => type === NESTED)
  return Promise.all(
    nested.map(async ({ path, logicalId, physicalId, status }) => {
      const stack = physicalId ? await describeStack(cloudformation, physicalId) : undefined
      return { path: [...path, logicalId], status: stack?.StackStatus ?? status }
    }),
  )
}
