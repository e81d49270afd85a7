import { DeleteStackCommand, type StackStatus } from '@aws-sdk/client-cloudformation'
import { describeStack } from '../stack/read.ts'
import { reviewsUnder } from '../stack/reviews.ts'
import type { Removal } from './remove.ts'

const WAIT_MS = 1000
const MOST_WAITS = 60

/** Deletes a stack that was never made, with the change sets that wait in it and the nested stacks made for them. */
export async function removeReview({ aws, edge, name, arn, signal }: Removal): Promise<StackStatus> {
  const { cloudformation } = aws
  const nested = await reviewsUnder(cloudformation, arn)
  await cloudformation.send(new DeleteStackCommand({ StackName: arn }))
  for (const each of nested) await cloudformation.send(new DeleteStackCommand({ StackName: each }))
  for (let waits = 0; waits < MOST_WAITS; waits++) {
    const status = (await describeStack(cloudformation, arn))?.StackStatus ?? 'DELETE_COMPLETE'
    if (status === 'DELETE_COMPLETE' || status === 'DELETE_FAILED') {
      edge.terminal.write(`${name} is ${status}\n`)
      return status
    }
    await edge.clock.wait(WAIT_MS, signal)
  }
  return 'DELETE_IN_PROGRESS'
}
