import { type Structure, textIn } from '../../protocol/data.ts'
import { ServiceError } from '../../protocol/service-error.ts'
import type { ChangeSet } from '../change-set/model.ts'
import type { Stack } from '../model.ts'
import { validationError } from '../parameters.ts'
import type { State } from '../state.ts'

/** What the service says of a stack that is not there depends on the action. */
type Missing = 'Stack with id {} does not exist' | 'Stack [{}] does not exist'

export function stackOf(state: State, parameters: Structure, missing: Missing): Stack {
  const name = textIn(parameters, 'StackName')
  if (!name)
    throw validationError(
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    )
  const stack = state.find(name)
  if (!stack) throw validationError(missing.replace('{}', name))
  return stack
}

/** By ARN, or by its name and that of its stack. */
export function changeSetOf(state: State, parameters: Structure): ChangeSet {
  const name = textIn(parameters, 'ChangeSetName') ?? ''
  const byArn = name.startsWith('arn:')
  if (!byArn && !textIn(parameters, 'StackName'))
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.')
  const stack = byArn ? undefined : stackOf(state, parameters, 'Stack [{}] does not exist')
  const found = state.changeSets.find((each) =>
    byArn
      ? each.id === name
      : each.name === name && each.stack === stack && each.status !== 'DELETE_COMPLETE',
  )
  if (!found || found.status === 'DELETE_COMPLETE')
    throw new ServiceError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404)
  return found
}
