import type { ResourceStatus, StackStatus } from '@aws-sdk/client-cloudformation'
import { addressOf, type OperationType, type Resource, type Stack } from '../model.ts'
import { type Failure, pause } from '../script.ts'
import type { State } from '../state.ts'
import type { Pause } from '../timeline.ts'

/** Something that runs on a root and what it nests. */
export interface Operation {
  readonly state: State
  readonly type: OperationType
  readonly token: string | undefined
  /** Each stack has an operation of its own. */
  readonly ids: Map<Stack, string>
  /** What fails stays as it is, and what does not need it goes on. */
  readonly disableRollback: boolean
  /** Deletion does not stop at what cannot be deleted; a rollback does not stop at what cannot be rolled back. */
  readonly force: boolean
  readonly retain: ReadonlySet<string>
  readonly skip: ReadonlySet<string>
  /** Somebody wants it to stop. */
  stop: boolean
  ended: boolean
}

export const operation = (
  state: State,
  type: OperationType,
  options: Partial<Pick<Operation, 'token' | 'disableRollback' | 'force' | 'retain' | 'skip'>> = {},
): Operation => ({
  state,
  type,
  token: undefined,
  ids: new Map(),
  disableRollback: false,
  force: false,
  retain: new Set(),
  skip: new Set(),
  stop: false,
  ended: false,
  ...options,
})

/** A rollback is an operation by itself, of the same request (`StackEvent.OperationId`; aws-cdk-cli, `mostRecentDeploymentAttempt`). */
export const following = (before: Operation, type: OperationType): Operation => ({
  ...before,
  type,
  ids: new Map(),
  stop: false,
})

function idOf({ state, ids, type }: Operation, stack: Stack): string {
  const known = ids.get(stack)
  if (known !== undefined) return known
  const id = state.ids.uuid()
  ids.set(stack, id)
  stack.operations = [{ type, id }, ...stack.operations].slice(0, 2)
  return id
}

const common = (operation: Operation, stack: Stack) => ({
  token: operation.token,
  operation: { type: operation.type, id: idOf(operation, stack) },
})

/** A stack gets another status, and says so. */
export function tellStack(operation: Operation, stack: Stack, status: StackStatus, reason?: string): void {
  stack.status = status
  stack.reason = reason
  operation.state.events.add(stack, operation.state.now, {
    logicalId: stack.name,
    physicalId: stack.id,
    type: 'AWS::CloudFormation::Stack',
    status,
    reason,
    ...common(operation, stack),
  })
}

/** The same for one of its resources. */
export function tellResource(
  operation: Operation,
  stack: Stack,
  resource: Resource,
  status: ResourceStatus,
  reason?: string,
  detailedStatus?: string,
): void {
  const { state } = operation
  resource.status = status
  resource.reason = reason
  resource.at = state.now
  const { logicalId, physicalId, type, made } = resource
  state.events.add(stack, state.now, {
    logicalId,
    // An empty text before there is an id, as the CLI prints it.
    physicalId: physicalId ?? '',
    type,
    status,
    reason,
    detailedStatus,
    properties: JSON.stringify(made.properties),
    ...common(operation, stack),
  })
}

/** The failure that the script has for a resource, which with that is used up. */
export function takeFailure(
  { state }: Operation,
  stack: Stack,
  { logicalId, type }: Pick<Resource, 'logicalId' | 'type'>,
  on: Failure['on'],
): Failure | undefined {
  const address = addressOf(stack, logicalId)
  const failure = (state.script.failures ?? []).find((each) => {
    const left = (each.times ?? Number.POSITIVE_INFINITY) - (state.failuresUsed.get(each) ?? 0)
    return each.on === on && left > 0 && (each.at === address || each.at === type)
  })
  if (failure) state.failuresUsed.set(failure, (state.failuresUsed.get(failure) ?? 0) + 1)
  return failure
}

export const step = ({ state }: Operation, which: Parameters<typeof pause>[1]): Pause => ({
  ms: pause(state.script, which),
})

/** `The following resource(s) failed to create: [Api, Stage]. ` */
export const failedTo = (verb: 'create' | 'update' | 'delete', logicalIds: readonly string[]): string =>
  logicalIds.length > 0 ? `The following resource(s) failed to ${verb}: [${logicalIds.join(', ')}]. ` : ''
