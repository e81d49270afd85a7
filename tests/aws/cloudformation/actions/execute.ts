import { flagIn, textIn } from '../../protocol/data.ts'
import { ServiceError } from '../../protocol/service-error.ts'
import type { Action } from '../../service.ts'
import type { ChangeSet } from '../change-set/model.ts'
import { validationError } from '../parameters.ts'
import { createRoot } from '../run/create.ts'
import { operation } from '../run/operation.ts'
import { run } from '../run/start.ts'
import { updateRoot } from '../run/update.ts'
import type { State } from '../state.ts'
import type { Process } from '../timeline.ts'
import { removeChangeSet } from './change-sets.ts'
import { changeSetOf } from './find.ts'

export const executeChangeSet =
  (state: State): Action =>
  ({ parameters }) => {
    const changeSet = changeSetOf(state, parameters)
    const { stack } = changeSet
    const token = textIn(parameters, 'ClientRequestToken')
    // The SDK repeats a request whose answer was lost; with its token that is the same request.
    if (token !== undefined && changeSet.executedBy === token) return {}
    if (changeSet.parent) throw validationError(`ChangeSet [${changeSet.id}] is nested; execute its root`)
    if (changeSet.status !== 'CREATE_COMPLETE' || changeSet.execution !== 'AVAILABLE')
      throw new ServiceError(
        'InvalidChangeSetStatus',
        `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.status === 'CREATE_COMPLETE' ? changeSet.execution : changeSet.status}]`,
      )
    if (state.running.has(stack))
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`)
    const disableRollback =
      flagIn(parameters, 'DisableRollback') ??
      changeSet.disableRollback ??
      changeSet.onStackFailure === 'DO_NOTHING'
    start(state, changeSet, token, disableRollback)
    return {}
  }

function start(
  state: State,
  changeSet: ChangeSet,
  token: string | undefined,
  disableRollback: boolean,
): void {
  const { stack, desired } = changeSet
  const others = state.changeSets.filter(
    (each) => each.stack === stack && each !== changeSet && each.status !== 'DELETE_COMPLETE',
  )
  for (const other of others) removeChangeSet(state, other)
  for (const each of familyIn(state, changeSet)) {
    each.execution = 'EXECUTE_IN_PROGRESS'
    each.executedBy = token
    each.stack.changeSetId = each.id
    each.stack.capabilities = each.capabilities
  }
  stack.disableRollback = disableRollback
  stack.mode = changeSet.mode
  stack.onFailure = changeSet.onStackFailure
  stack.roleArn = changeSet.roleArn
  if (changeSet.type === 'CREATE') stack.tags = changeSet.tags
  const what = operation(state, changeSet.type === 'CREATE' ? 'CREATE_STACK' : 'UPDATE_STACK', {
    token,
    disableRollback,
  })
  const process =
    changeSet.type === 'CREATE'
      ? createRoot(what, stack, desired)
      : updateRoot(what, stack, desired, changeSet.tags)
  run(state, stack, what, finishing(state, changeSet, process))
}

function* finishing(state: State, changeSet: ChangeSet, process: Process): Process {
  yield* process
  const succeeded = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(changeSet.stack.status)
  for (const each of familyIn(state, changeSet))
    each.execution = succeeded ? 'EXECUTE_COMPLETE' : 'EXECUTE_FAILED'
}

/** A change set and those nested in it. */
function familyIn(state: State, changeSet: ChangeSet): ChangeSet[] {
  const nested = state.changeSets.filter(({ parent }) => parent === changeSet)
  return [changeSet, ...nested.flatMap((each) => familyIn(state, each))]
}
