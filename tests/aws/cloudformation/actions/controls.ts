import { flagIn, textIn, textsIn } from '../../protocol/data.ts'
import type { Action } from '../../service.ts'
import { addressOf, type Stack } from '../model.ts'
import { validationError } from '../parameters.ts'
import { rollBackCreation } from '../run/create.ts'
import { operation } from '../run/operation.ts'
import { run } from '../run/start.ts'
import { rollBackRoot } from '../run/update.ts'
import type { State } from '../state.ts'
import { stackOf } from './find.ts'

/** What steers an operation, or ends one that stopped half-way. */
export const controlActions = (state: State): Readonly<Record<string, Action>> => ({
  CancelUpdateStack({ parameters }) {
    const stack = stackOf(state, parameters, 'Stack [{}] does not exist')
    const running = state.running.get(stack)
    if (running?.type !== 'UPDATE_STACK' || stack.status !== 'UPDATE_IN_PROGRESS')
      throw validationError('CancelUpdateStack cannot be called from current stack status')
    running.stop = true
    return {}
  },

  ContinueUpdateRollback({ parameters }) {
    const stack = stackOf(state, parameters, 'Stack [{}] does not exist')
    const skip = textsIn(parameters, 'ResourcesToSkip')
    const force = flagIn(parameters, 'ForceRollback') ?? false
    if (force && skip.length > 0)
      throw validationError('ForceRollback and ResourcesToSkip cannot be specified together.')
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED')
      throw validationError(
        `Stack [${stack.id}] is in ${stack.status} state and can not continue rolling back.`,
      )
    const skipped = skip.map((name) => addressToSkip(state, stack, name))
    const what = operation(state, 'CONTINUE_ROLLBACK', {
      token: textIn(parameters, 'ClientRequestToken'),
      skip: new Set(skipped),
      force,
    })
    run(state, stack, what, rollBackRoot(what, stack, 'User Initiated'))
    return {}
  },

  RollbackStack({ parameters }) {
    const stack = stackOf(state, parameters, 'Stack [{}] does not exist')
    const what = operation(state, 'ROLLBACK', { token: textIn(parameters, 'ClientRequestToken') })
    if (stack.status === 'CREATE_FAILED')
      run(state, stack, what, rollBackCreation(what, stack, 'User Initiated'))
    else if (stack.status === 'UPDATE_FAILED')
      run(state, stack, what, rollBackRoot(what, stack, 'User Initiated'))
    else throw validationError(`Stack [${stack.id}] is in ${stack.status} state and can not be rolled back.`)
    return { StackId: stack.id, OperationId: stack.operations[0]?.id }
  },
})

/** `NestedStackName.LogicalId` in a nested stack, by the name that its ARN has (ContinueUpdateRollback, "ResourcesToSkip"). */
function addressToSkip(state: State, root: Stack, name: string): string {
  const [logicalId = '', stackName = root.name] = name.split('.').toReversed()
  const holder = state.stacks.find((each) => each.name === stackName && isIn(each, root))
  const status = holder?.resources.get(logicalId)?.status
  if (!holder || status !== 'UPDATE_FAILED')
    throw validationError(
      `The following resource(s) cannot be skipped: [${name}]: it is not in UPDATE_FAILED state`,
    )
  return addressOf(holder, logicalId)
}

const isIn = (stack: Stack, root: Stack): boolean =>
  stack === root || (stack.parent !== undefined && isIn(stack.parent, root))
