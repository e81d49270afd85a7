import type { Step } from '../differences.ts'
import { addressOf, type Resource } from '../model.ts'
import { duration } from '../script.ts'
import type { Process } from '../timeline.ts'
import { takeFailure, tellResource } from './operation.ts'
import type { Progress } from './progress.ts'

/** UPDATE_IN_PROGRESS, UPDATE_COMPLETE. On the way back one that was replaced is itself again. */
export function* update(step: Step, progress: Progress): Process<boolean> {
  const { operation, stack, halted, direction } = progress
  const { resource } = step
  const { state } = operation
  const record = direction === 'back' ? restored(step, progress) : step.current
  if (!record) throw new Error(`${resource.logicalId} is not there`)
  if (direction === 'back' && operation.skip.has(addressOf(stack, resource.logicalId))) {
    record.made = resource
    tellResource(operation, stack, record, 'UPDATE_COMPLETE')
    return true
  }
  const before = record.made
  record.made = resource
  tellResource(operation, stack, record, 'UPDATE_IN_PROGRESS')
  const failure = takeFailure(operation, stack, record, direction === 'back' ? 'rollback' : 'update')
  const total = duration(state.script, addressOf(stack, resource.logicalId), resource.type, 'update')
  yield { ms: failure?.after ?? total, until: halted }
  if (halted() || (failure && !(direction === 'back' && operation.force))) {
    record.made = before
    tellResource(
      operation,
      stack,
      record,
      'UPDATE_FAILED',
      halted() ? 'Resource update cancelled' : failure?.reason,
    )
    return false
  }
  tellResource(operation, stack, record, 'UPDATE_COMPLETE')
  return true
}

/** The physical resource of before, where another one has taken its place. */
function restored({ resource, current }: Step, { stack }: Progress): Resource | undefined {
  const superseded = stack.update?.superseded ?? []
  const index = superseded.findIndex(
    ({ physicalId, logicalId }) => logicalId === resource.logicalId && physicalId === resource.physicalId,
  )
  const old = superseded[index]
  if (!old) return current
  superseded.splice(index, 1)
  if (current?.physicalId !== undefined && current.physicalId !== old.physicalId)
    superseded.push({ ...current })
  stack.resources.set(resource.logicalId, old)
  return old
}
