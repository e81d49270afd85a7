import { textIn, textsIn } from '../../protocol/data.ts'
import type { Action } from '../../service.ts'
import type { Stack } from '../model.ts'
import { validationError } from '../parameters.ts'
import { deleteStack } from '../run/delete.ts'
import { type Operation, operation } from '../run/operation.ts'
import { run } from '../run/start.ts'
import type { State } from '../state.ts'
import type { Process } from '../timeline.ts'
import { removeChangeSet } from './change-sets.ts'

/** A stack that is not there is as good as deleted, and one that is being deleted is told so twice. */
export const deleteStackAction =
  (state: State): Action =>
  ({ parameters }) => {
    const stack = state.find(textIn(parameters, 'StackName') ?? '')
    if (!stack || ['DELETE_COMPLETE', 'DELETE_IN_PROGRESS'].includes(stack.status)) return {}
    const retain = new Set(textsIn(parameters, 'RetainResources'))
    if (stack.protected)
      throw validationError(`Stack [${stack.id}] cannot be deleted while TerminationProtection is enabled`)
    if (retain.size > 0 && stack.status !== 'DELETE_FAILED')
      throw validationError(
        `Invalid operation on stack [${stack.id}]. It is not in a DELETE_FAILED state, so no resources can be retained.`,
      )
    startDeletion(state, stack, {
      retain,
      force: textIn(parameters, 'DeletionMode') === 'FORCE_DELETE_STACK',
      token: textIn(parameters, 'ClientRequestToken'),
    })
    return {}
  }

function startDeletion(
  state: State,
  stack: Stack,
  options: { retain?: ReadonlySet<string>; force?: boolean; token?: string | undefined },
): void {
  const before = state.running.get(stack)
  // A creation gives way to its deletion; an update, or a rollback, has to end first.
  if (before && before.type !== 'CREATE_STACK')
    throw validationError(`Stack [${stack.id}] cannot be deleted while in status ${stack.status}`)
  for (const each of state.changeSets)
    if (each.stack === stack && each.execution !== 'EXECUTE_IN_PROGRESS') removeChangeSet(state, each)
  const what = operation(state, 'DELETE_STACK', options)
  if (before) before.stop = true
  run(state, stack, what, afterwards(stack, before, what))
}

function* afterwards(stack: Stack, before: Operation | undefined, what: Operation): Process {
  if (before) yield { until: () => before.ended }
  yield* deleteStack(what, stack)
}
