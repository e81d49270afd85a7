import { randomUUID } from 'node:crypto'
import { DeleteStackCommand, type DeletionMode, type StackStatus } from '@aws-sdk/client-cloudformation'
import { Failure } from '../../command/failure.ts'
import type { Aws } from '../aws/connect.ts'
import { failureText } from '../diagnosis/failure-text.ts'
import type { Edge } from '../edge.ts'
import { type Shown, show } from '../events/show.ts'
import { streamFromNow } from '../events/start.ts'

/** A stack that is being deleted, and who watches. */
export interface Removal {
  readonly aws: Aws
  readonly edge: Edge
  readonly name: string
  readonly arn: string
  /** The template to look up failures in. */
  readonly template: string
  readonly signal: AbortSignal
}

/** Has CloudFormation delete the stack, and watches until nothing goes on any more. */
export async function remove(removal: Removal, mode: DeletionMode = 'STANDARD'): Promise<StackStatus> {
  const { aws, edge, name, arn, template } = removal
  const { cloudformation } = aws
  const stream = await streamFromNow(cloudformation, arn)
  try {
    await cloudformation.send(
      new DeleteStackCommand({
        StackName: arn,
        ClientRequestToken: `destroy-${randomUUID()}`,
        ...(mode !== 'STANDARD' && { DeletionMode: mode }),
      }),
    )
  } catch (error) {
    throw refusal(error, name)
  }
  const { status, events } = await watched(removal, () =>
    show(aws, edge, stream, name, 'rest', removal.signal),
  )
  if (status === 'DELETE_FAILED') {
    const looks = { isDrawn: edge.terminal.isLive, paint: edge.terminal.paint }
    edge.terminal.write(failureText(events, template, [], looks))
  }
  return status
}

/** Watches a deletion; whoever stops watching is told that it goes on. */
export async function watched(
  { edge, name, signal }: Pick<Removal, 'edge' | 'name' | 'signal'>,
  watch: () => Promise<Shown>,
): Promise<Shown> {
  try {
    return await watch()
  } catch (error) {
    if (signal.aborted)
      edge.terminal.write(
        `left alone: a deletion cannot be cancelled, it goes on by itself. To watch it: npm run watch -- --stack ${name}\n` +
          'To see that nothing is left: run the same command again.\n',
      )
    throw error
  }
}

/** Somebody else was faster with something else. */
function refusal(error: unknown, name: string): unknown {
  const { message } = error as Error
  if (!/cannot be deleted while/.test(message)) return error
  return new Failure(
    `${name} cannot be deleted at this moment: ${message}`,
    'Nothing was changed by this. Run the same command again: it looks at the stack anew.',
  )
}
