import type { Stack } from '../model.ts'
import type { Process } from '../timeline.ts'
import { type Operation, step, tellStack } from './operation.ts'
import { removeResources } from './remove.ts'

/** Deletes a stack with all in it, and returns why that failed, if it did. */
export function* deleteStack(operation: Operation, stack: Stack): Process<string | undefined> {
  const { state } = operation
  tellStack(operation, stack, 'DELETE_IN_PROGRESS', 'User Initiated')
  yield step(operation, 'begin')
  stack.update = undefined
  const reason = yield* removeResources(operation, stack, [...stack.resources.values()])
  if (reason !== undefined) {
    tellStack(operation, stack, 'DELETE_FAILED', reason)
    return reason
  }
  state.discardReviewed(stack)
  tellStack(operation, stack, 'DELETE_COMPLETE')
  stack.deletedAt = state.now
  return undefined
}
