import type { Step } from '../differences.ts'
import { addressOf, type Resource } from '../model.ts'
import { duration, pause } from '../script.ts'
import type { Process } from '../timeline.ts'
import { takeFailure, tellResource } from './operation.ts'
import { type Progress, recordOf } from './progress.ts'

/** Types that were seen to tell when they are configured and only wait to be consistent. */
const TELLS_CONFIGURED = new Set([
  'AWS::EC2::VPCEndpoint',
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
  'AWS::ApiGateway::RestApi',
])

export const REPLACING =
  'Requested update requires the creation of a new physical resource; hence creating one.'

/**
 * CREATE_IN_PROGRESS without a physical id, CREATE_IN_PROGRESS with it, CREATE_COMPLETE; in place of the last one
 * CREATE_FAILED. Where it replaces another resource all these begin with UPDATE.
 */
export function* create(step: Step, progress: Progress): Process<boolean> {
  const { operation, stack, halted } = progress
  const { logicalId, type, physicalId } = step.resource
  const { state } = operation
  const record = recordOf(step, progress)
  const old = step.action === 'replace' ? step.current : undefined
  const verb = old ? 'UPDATE' : 'CREATE'
  if (old) {
    stack.update?.superseded.push(old)
    record.physicalId = old.physicalId
    tellResource(operation, stack, record, 'UPDATE_IN_PROGRESS', REPLACING)
  } else tellResource(operation, stack, record, 'CREATE_IN_PROGRESS')

  const total = duration(state.script, addressOf(stack, logicalId), type, 'create')
  const failure = takeFailure(operation, stack, record, 'create')
  const initiated = Math.min(pause(state.script, 'initiated'), total)
  const fails = failure?.after ?? total
  const cancelled = () => {
    tellResource(
      operation,
      stack,
      record,
      `${verb}_FAILED`,
      `Resource ${old ? 'update' : 'creation'} cancelled`,
    )
    return false
  }
  yield { ms: failure ? Math.min(initiated, fails) : initiated, until: halted }
  if (halted()) return cancelled()
  if (failure && fails < initiated) {
    tellResource(operation, stack, record, `${verb}_FAILED`, failure.reason)
    return false
  }
  record.physicalId = physicalId
  tellResource(operation, stack, record, `${verb}_IN_PROGRESS`, 'Resource creation Initiated')
  yield { ms: (failure ? fails : total) - initiated, until: halted }
  if (halted()) return cancelled()
  if (failure) {
    tellResource(operation, stack, record, `${verb}_FAILED`, failure.reason)
    return false
  }
  if (TELLS_CONFIGURED.has(type))
    tellResource(
      operation,
      stack,
      record,
      `${verb}_IN_PROGRESS`,
      'Eventual consistency check initiated',
      'CONFIGURATION_COMPLETE',
    )
  tellResource(operation, stack, record, `${verb}_COMPLETE`)
  return true
}

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
