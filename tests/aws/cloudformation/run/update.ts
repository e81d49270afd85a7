import { removedFrom, type Step, stepsTo } from '../differences.ts'
import type { Stack, Tag } from '../model.ts'
import type { State } from '../state.ts'
import type { Desired } from '../template/desired.ts'
import type { Process } from '../timeline.ts'
import { converge } from './converge.ts'
import { following, type Operation, step, tellStack } from './operation.ts'
import { removeResources } from './remove.ts'

/** Whether an update would do anything in a stack or in those it nests. */
export function changesIn(state: State, stack: Stack, desired: Desired): boolean {
  if (removedFrom(desired, stack.resources).length > 0) return true
  if (stack.deployed?.opened.body !== desired.opened.body) return true
  return stepsTo(desired, stack.resources).some(({ action, resource: { logicalId } }) => {
    const child = state.child(stack, logicalId)
    const wanted = desired.children.get(logicalId)
    return action !== 'keep' || (child && wanted && changesIn(state, child, wanted))
  })
}

/** The steps of an update; a nested stack is always looked into, however little changes about its resource. */
export function updateSteps(state: State, stack: Stack, desired: Desired): Step[] {
  return stepsTo(desired, stack.resources).map((each): Step => {
    const { resource, action } = each
    if (resource.type !== 'AWS::CloudFormation::Stack' || action !== 'keep') return each
    const child = state.child(stack, resource.logicalId)
    const wanted = desired.children.get(resource.logicalId)
    const always = state.script.unchangedNestedStacks !== 'leave-out'
    const changes = child && wanted ? changesIn(state, child, wanted) : true
    return always || changes ? { ...each, action: 'update' } : each
  })
}

/** Updates a stack and returns why that failed, if it did. What it replaces or no longer has stays until the end. */
export function* updateStack(
  operation: Operation,
  stack: Stack,
  desired: Desired,
  tags: readonly Tag[],
  stopped: () => boolean,
): Process<string | undefined> {
  const { state } = operation
  const previous = stack.deployed ?? desired
  stack.update ??= { previous, previousTags: stack.tags, touched: new Set(), superseded: [] }
  stack.updatedAt = state.now
  stack.tags = tags
  tellStack(operation, stack, 'UPDATE_IN_PROGRESS', 'User Initiated')
  const steps = updateSteps(state, stack, desired)
  const reason = yield* converge(operation, stack, desired, steps, 'forward', stopped)
  if (reason === undefined) {
    stack.deployed = desired
    // Assumed: a nested stack is done for now, and cleans up when its root does.
    if (stack.parent) tellStack(operation, stack, 'UPDATE_COMPLETE')
  } else if (operation.disableRollback) tellStack(operation, stack, 'UPDATE_FAILED', reason)
  else if (stack.parent) tellStack(operation, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', reason)
  return reason
}

/** A root from the request to the end, rollback and cleaning up included. */
export function* updateRoot(
  operation: Operation,
  stack: Stack,
  desired: Desired,
  tags: readonly Tag[],
): Process {
  yield step(operation, 'begin')
  const reason = yield* updateStack(operation, stack, desired, tags, () => operation.stop)
  if (reason === undefined) {
    yield* cleanUp(operation, stack, 'UPDATE')
  } else if (!operation.disableRollback) {
    const why = operation.stop ? 'User Initiated' : reason
    yield* rollBackRoot(following(operation, 'ROLLBACK'), stack, why)
  }
}

export function* rollBackRoot(operation: Operation, stack: Stack, reason: string): Process {
  tellStack(operation, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', reason)
  yield step(operation, 'begin')
  if ((yield* rollBack(operation, stack)) === undefined) yield* cleanUp(operation, stack, 'UPDATE_ROLLBACK')
}

/** What an update has touched becomes what it was. Returns why that failed, if it did. */
export function* rollBack(operation: Operation, stack: Stack): Process<string | undefined> {
  const { update } = stack
  if (!update) return undefined
  if (stack.status !== 'UPDATE_ROLLBACK_IN_PROGRESS')
    tellStack(operation, stack, 'UPDATE_ROLLBACK_IN_PROGRESS')
  const steps = stepsTo(update.previous, stack.resources)
    .filter(({ resource: { logicalId } }) => update.touched.has(logicalId) && stack.resources.has(logicalId))
    .map(
      (each): Step =>
        each.action === 'replace'
          ? each
          : { ...each, action: 'update', current: stack.resources.get(each.resource.logicalId) },
    )
  const reason = yield* converge(operation, stack, update.previous, steps, 'back', () => false)
  if (reason !== undefined) {
    tellStack(operation, stack, 'UPDATE_ROLLBACK_FAILED', reason)
    return reason
  }
  stack.deployed = update.previous
  stack.tags = update.previousTags
  if (stack.parent) tellStack(operation, stack, 'UPDATE_ROLLBACK_COMPLETE')
  return undefined
}

/** Deletes what the update has made superfluous. What cannot be deleted is left, and the update succeeds all the same. */
function* cleanUp(operation: Operation, stack: Stack, which: 'UPDATE' | 'UPDATE_ROLLBACK'): Process {
  const { deployed, update } = stack
  tellStack(operation, stack, `${which}_COMPLETE_CLEANUP_IN_PROGRESS`)
  yield step(operation, 'begin')
  const wanted = new Set(deployed?.resources.map(({ logicalId }) => logicalId))
  const removed = [...stack.resources.values()].filter(({ logicalId }) => !wanted.has(logicalId))
  const superfluous = [...removed, ...(update?.superseded ?? [])]
  yield* removeResources(operation, stack, superfluous)
  for (const resource of superfluous)
    if (resource.status !== 'DELETE_COMPLETE') operation.state.leftBehind.push({ stack, resource })
  for (const { logicalId } of removed) stack.resources.delete(logicalId)
  for (const { logicalId } of deployed?.resources ?? []) {
    const child = operation.state.child(stack, logicalId)
    if (child?.update) yield* cleanUp(operation, child, which)
  }
  stack.update = undefined
  tellStack(operation, stack, `${which}_COMPLETE`)
}
