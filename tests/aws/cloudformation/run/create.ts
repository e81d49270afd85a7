import { stepsTo } from '../differences.ts'
import type { Stack } from '../model.ts'
import type { Desired } from '../template/desired.ts'
import type { Process } from '../timeline.ts'
import { converge } from './converge.ts'
import { deleteStack } from './delete.ts'
import { following, type Operation, step, tellStack } from './operation.ts'
import { removeResources } from './remove.ts'

/** Makes a stack and returns why that failed, if it did. A nested one stays CREATE_FAILED until its parent rolls back. */
export function* createStack(
  operation: Operation,
  stack: Stack,
  desired: Desired,
  stopped: () => boolean,
): Process<string | undefined> {
  stack.deployed = desired
  tellStack(operation, stack, 'CREATE_IN_PROGRESS', 'User Initiated')
  const reason = yield* converge(
    operation,
    stack,
    desired,
    stepsTo(desired, stack.resources),
    'forward',
    stopped,
  )
  if (reason === undefined) tellStack(operation, stack, 'CREATE_COMPLETE')
  else if (stack.parent || (isKept(operation, stack) && !operation.stop))
    tellStack(operation, stack, 'CREATE_FAILED', reason)
  return reason
}

const isKept = ({ disableRollback }: Operation, { onFailure }: Stack): boolean =>
  disableRollback && onFailure !== 'DELETE'

/** A root from the request to the end, rollback included. */
export function* createRoot(operation: Operation, stack: Stack, desired: Desired): Process {
  yield step(operation, 'begin')
  const reason = yield* createStack(operation, stack, desired, () => operation.stop)
  if (reason === undefined || operation.stop || isKept(operation, stack)) return
  yield step(operation, 'notice')
  if (stack.onFailure === 'DELETE') {
    tellStack(operation, stack, 'CREATE_FAILED', `${reason}Delete requested by user.`)
    yield* deleteStack(following(operation, 'DELETE_STACK'), stack)
  } else
    yield* rollBackCreation(following(operation, 'ROLLBACK'), stack, `${reason}Rollback requested by user.`)
}

/** Deletes what a failed creation has made. */
export function* rollBackCreation(operation: Operation, stack: Stack, reason: string): Process {
  tellStack(operation, stack, 'ROLLBACK_IN_PROGRESS', reason)
  yield step(operation, 'begin')
  const failed = yield* removeResources(operation, stack, [...stack.resources.values()])
  operation.state.discardReviewed(stack)
  if (failed === undefined) tellStack(operation, stack, 'ROLLBACK_COMPLETE')
  else tellStack(operation, stack, 'ROLLBACK_FAILED', failed)
}
