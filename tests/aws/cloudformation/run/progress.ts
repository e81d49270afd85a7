import type { Step } from '../differences.ts'
import type { Resource, Stack } from '../model.ts'
import type { Desired } from '../template/desired.ts'
import type { Operation } from './operation.ts'

/** How far a stack has come on the way to what is wanted. */
export interface Progress {
  readonly operation: Operation
  readonly stack: Stack
  readonly desired: Desired
  readonly direction: 'forward' | 'back'
  readonly done: Set<string>
  readonly failed: { create: string[]; update: string[] }
  /** Whether what is in progress is to be given up: a neighbour failed, or the stack's parent gave up. */
  readonly halted: () => boolean
}

/** The record of a resource that is about to be made. */
export function recordOf({ resource }: Step, { stack, operation }: Progress): Resource {
  const record: Resource = {
    logicalId: resource.logicalId,
    type: resource.type,
    physicalId: undefined,
    status: 'CREATE_IN_PROGRESS',
    reason: undefined,
    at: operation.state.now,
    made: resource,
  }
  stack.resources.set(resource.logicalId, record)
  return record
}
