import type { Step } from '../differences.ts'
import { addressOf, type Stack } from '../model.ts'
import { nestedName } from '../template/physical-id.ts'
import type { Process } from '../timeline.ts'
import { createStack } from './create.ts'
import { step as pauseFor, takeFailure, tellResource } from './operation.ts'
import { type Progress, recordOf } from './progress.ts'
import { changesIn, rollBack, updateStack } from './update.ts'

/** A nested stack is made: its parent tells of the resource, the stack itself of what is in it. */
export function* makeNested(step: Step, progress: Progress): Process<boolean> {
  const { operation, stack, desired, halted } = progress
  const { logicalId, physicalId } = step.resource
  const record = recordOf(step, progress)
  tellResource(operation, stack, record, 'CREATE_IN_PROGRESS')
  const wanted = desired.children.get(logicalId)
  const failure = takeFailure(operation, stack, record, 'create')
  if (!wanted || failure) {
    const reason = failure?.reason ?? desired.missing.get(logicalId)
    tellResource(operation, stack, record, 'CREATE_FAILED', reason)
    return false
  }
  yield { ...pauseFor(operation, 'initiated'), until: halted }
  if (halted()) {
    tellResource(operation, stack, record, 'CREATE_FAILED', 'Resource creation cancelled')
    return false
  }
  const child = childOf(step, progress)
  record.physicalId = physicalId
  tellResource(operation, stack, record, 'CREATE_IN_PROGRESS', 'Resource creation Initiated')
  const reason = yield* createStack(operation, child, wanted, halted)
  if (halted() && reason !== undefined) {
    tellResource(operation, stack, record, 'CREATE_FAILED', 'Resource creation cancelled')
    return false
  }
  yield pauseFor(operation, 'notice')
  if (reason === undefined) {
    tellResource(operation, stack, record, 'CREATE_COMPLETE')
    return true
  }
  const why = `Embedded stack ${child.id} was not successfully created: ${reason.trimEnd()} `
  tellResource(operation, stack, record, 'CREATE_FAILED', why)
  return false
}

/** The stack of a change set that made it for review, or a new one. */
function childOf({ resource }: Step, { operation, stack, desired }: Progress): Stack {
  const { state } = operation
  const known = state.child(stack, resource.logicalId)
  if (known?.id === resource.physicalId) {
    known.tags = nestedTags(stack, desired, resource.logicalId)
    return known
  }
  // Another change set had a stack made for review; this one's is made now.
  if (known) state.discard(known)
  const name = resource.physicalId.split('/')[1] ?? nestedName(stack.name, resource.logicalId, state.ids)
  const child = state.addStack(name, resource.physicalId, addressOf(stack, resource.logicalId), stack)
  child.tags = nestedTags(stack, desired, resource.logicalId)
  child.capabilities = stack.capabilities
  return child
}

/** A nested stack has its parent's tags and those that its resource gives it. */
export function nestedTags(stack: Stack, desired: Progress['desired'], logicalId: string) {
  const { properties } = desired.resources.find((each) => each.logicalId === logicalId) ?? {}
  const own = (properties?.Tags ?? []) as readonly { readonly Key: string; readonly Value: string }[]
  const tags = new Map(stack.tags.map(({ key, value }) => [key, value]))
  for (const { Key, Value } of own) tags.set(Key, Value)
  return [...tags].map(([key, value]) => ({ key, value }))
}

/** A nested stack is updated, or goes back to what it was. One in which nothing changes has no events of its own. */
export function* updateNested(step: Step, progress: Progress): Process<boolean> {
  const { operation, stack, desired, direction, halted } = progress
  const { logicalId } = step.resource
  const { current: record } = step
  const child = operation.state.child(stack, logicalId)
  const wanted = desired.children.get(logicalId)
  if (!record || !child) throw new Error(`${logicalId} is not there`)
  record.made = step.resource
  tellResource(operation, stack, record, 'UPDATE_IN_PROGRESS')
  const failure = takeFailure(operation, stack, record, direction === 'back' ? 'rollback' : 'update')
  if (!wanted || failure) {
    tellResource(operation, stack, record, 'UPDATE_FAILED', failure?.reason ?? desired.missing.get(logicalId))
    return false
  }
  const tags = nestedTags(stack, desired, logicalId)
  const changing =
    direction === 'back' ? child.update !== undefined : changesIn(operation.state, child, wanted)
  const reason = !changing
    ? undefined
    : direction === 'back'
      ? yield* rollBack(operation, child)
      : yield* updateStack(operation, child, wanted, tags, halted)
  yield pauseFor(operation, 'notice')
  if (reason === undefined) {
    tellResource(operation, stack, record, 'UPDATE_COMPLETE')
    return true
  }
  const cancelled = direction === 'forward' && halted()
  const why = `Embedded stack ${child.id} was not successfully updated. Currently in ${child.status} with reason: ${reason.trimEnd()}`
  tellResource(operation, stack, record, 'UPDATE_FAILED', cancelled ? 'Resource update cancelled' : why)
  return false
}
