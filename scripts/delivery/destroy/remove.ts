import { randomUUID } from 'node:crypto'
import { DeleteStackCommand, type DeletionMode, type StackStatus } from '@aws-sdk/client-cloudformation'
import { Failure } from '../../command/failure.ts'
import type { Aws } from '../aws/connect.ts'
import { declaredAt } from '../diagnosis/declared-at.ts'
import { failureText } from '../diagnosis/failure-text.ts'
import type { Edge } from '../edge.ts'
import type { Event } from '../events/event.ts'
import { type Shown, show } from '../events/show.ts'
import { streamFromNow } from '../events/start.ts'
import type { Stream } from '../events/stream.ts'

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
  const { status, events } = await watchToRest(removal, stream)
  if (status === 'DELETE_FAILED') edge.terminal.write(failureText(events, template, [], edge.terminal))
  return status
}

/** Watches what goes on; whoever stops watching is told that it does. */
export async function watchToRest(removal: Removal, stream: Stream): Promise<Shown> {
  const { aws, edge, name, template, signal } = removal
  const declared = (event: Event) => declaredAt(event, template)
  try {
    return await show(aws, edge, stream, { stackName: name, declared }, 'rest', signal)
  } catch (error) {
    if (signal.aborted)
      edge.terminal.write(
        `left alone: it goes on by itself, and a deletion cannot be cancelled. To watch it: npm run watch -- --stack ${name}\n` +
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
