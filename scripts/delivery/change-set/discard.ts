import {
  type ChangeSetSummary,
  type CloudFormationClient,
  DeleteChangeSetCommand,
  DeleteStackCommand,
} from '@aws-sdk/client-cloudformation'
import type { Clock } from '../clock.ts'
import type { Edge } from '../edge.ts'
import { protect } from '../stack/protection.ts'
import { changeSetsOf, describeStack } from '../stack/read.ts'
import { reviewsUnder } from '../stack/reviews.ts'

/** A change set that this run made, or is about to make. */
export interface Own {
  readonly stackName: string
  readonly name: string
  /** Whether there was no stack of that name before. */
  readonly madeStack: boolean
}

const WAIT = 1000
const MOST_WAITS = 60

/**
 * Removes a change set of this run, and the stacks in review that were made for it alone. A stack in review that
 * somebody else's change sets wait in stays, and so does every other stack.
 */
export async function discard(client: CloudFormationClient, own: Own, clock: Clock): Promise<void> {
  const { stackName, name, madeStack } = own
  const root = (await describeStack(client, stackName))?.StackId
  if (root === undefined) return
  try {
    await client.send(new DeleteChangeSetCommand({ StackName: root, ChangeSetName: name }))
  } catch (error) {
    // One that is being executed is nobody's to delete.
    if (!isGone(error)) throw error
  }
  const isOwn = ({ ChangeSetName, RootChangeSetId }: ChangeSetSummary): boolean =>
    ChangeSetName === name || RootChangeSetId?.split('/')[1] === name
  // Change sets of nested stacks are deleted with that of the root, and the nested stacks in review stay
  // (API reference, DeleteChangeSet).
  for (const nested of await reviewsUnder(client, root)) await dropReview(client, nested, isOwn, clock)
  if (madeStack) await dropReview(client, root, isOwn, clock)
}

async function dropReview(
  client: CloudFormationClient,
  arn: string,
  isOwn: (changeSet: ChangeSetSummary) => boolean,
  clock: Clock,
): Promise<void> {
  for (let waits = 0; waits < MOST_WAITS; waits++) {
    const now = await describeStack(client, arn)
    if (now?.StackStatus !== 'REVIEW_IN_PROGRESS') return
    const waiting = await changeSetsOf(client, arn)
    // Somebody else is at work here.
    if (!waiting.every(isOwn)) return
    if (waiting.length === 0) {
      // It was protected for what was to be deployed to it.
      if (now.EnableTerminationProtection && !now.RootId) await protect(client, arn, false)
      await client.send(new DeleteStackCommand({ StackName: arn }))
      return
    }
    await clock.wait(WAIT)
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  (['ChangeSetNotFoundException', 'InvalidChangeSetStatusException'].includes(error.name) ||
    / does not exist/.test(error.message))

/** The same on the way out with an error, which it does not stand in the way of: what stays is told. */
export async function discardAnyway(
  client: CloudFormationClient,
  own: Own,
  { clock, terminal }: Pick<Edge, 'clock' | 'terminal'>,
): Promise<void> {
  try {
    await discard(client, own, clock)
  } catch (error) {
    terminal.write(`the change set ${own.name} stays: ${(error as Error).message.split('\n')[0]}\n`)
  }
}
