import { addressOf, type Resource, type Stack } from '../model.ts'
import { duration } from '../script.ts'
import type { Process } from '../timeline.ts'
import { deleteStack } from './delete.ts'
import { failedTo, type Operation, takeFailure, tellResource } from './operation.ts'

/** Deletes resources, each when nothing that needs it is left. Returns why that failed, if it did. */
export function* removeResources(
  operation: Operation,
  stack: Stack,
  resources: readonly Resource[],
): Process<string | undefined> {
  const there = resources.filter(({ status }) => !['DELETE_COMPLETE', 'DELETE_SKIPPED'].includes(status))
  const settled = new Set<Resource>()
  const failed = new Set<Resource>()
  for (const resource of there) {
    const above = there.filter((other) => other !== resource && other.made.needs.has(resource.logicalId))
    operation.state.timeline.start(remove(operation, stack, resource, above, settled, failed))
  }
  yield { until: () => settled.size === there.length }
  const told = [...failed]
    .filter(({ status }) => status === 'DELETE_FAILED')
    .map(({ logicalId }) => logicalId)
  return told.length > 0 ? failedTo('delete', told) : undefined
}

function* remove(
  operation: Operation,
  stack: Stack,
  resource: Resource,
  above: readonly Resource[],
  settled: Set<Resource>,
  failed: Set<Resource>,
): Process {
  yield { until: () => above.every((other) => settled.has(other)) }
  // What is still needed by one that cannot go is not tried.
  const blocked = above.some((other) => failed.has(other))
  if (blocked || !(yield* removeOne(operation, stack, resource))) failed.add(resource)
  settled.add(resource)
}

function* removeOne(operation: Operation, stack: Stack, resource: Resource): Process<boolean> {
  const { logicalId, type, made, physicalId } = resource
  const address = addressOf(stack, logicalId)
  const isReplaced = stack.update?.superseded.includes(resource) ?? false
  const policy = isReplaced ? made.replacePolicy : made.deletionPolicy
  if (physicalId !== undefined && (policy === 'Retain' || operation.retain.has(logicalId))) {
    tellResource(operation, stack, resource, 'DELETE_SKIPPED')
    return true
  }
  const child = type === 'AWS::CloudFormation::Stack' ? operation.state.child(stack, logicalId) : undefined
  if (physicalId === undefined || (type === 'AWS::CloudFormation::Stack' && !child)) {
    tellResource(operation, stack, resource, 'DELETE_COMPLETE')
    return true
  }
  tellResource(operation, stack, resource, 'DELETE_IN_PROGRESS')
  const { state } = operation
  const isUpdate = stack.update !== undefined
  const failure =
    takeFailure(operation, stack, resource, 'delete') ??
    (isUpdate ? takeFailure(operation, stack, resource, 'rollback') : undefined)
  const reason = child ? yield* deleteStack(operation, child) : undefined
  if (!child) yield { ms: failure?.after ?? duration(state.script, address, type, 'delete') }
  const why =
    reason && child ? `Embedded stack ${child.id} was not successfully deleted: ${reason}` : failure?.reason
  if (why === undefined) {
    tellResource(operation, stack, resource, 'DELETE_COMPLETE')
    return true
  }
  if (operation.force) {
    tellResource(operation, stack, resource, 'DELETE_SKIPPED', why)
    return true
  }
  tellResource(operation, stack, resource, 'DELETE_FAILED', why)
  return false
}
