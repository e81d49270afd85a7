import { flagIn, type Structure, structureIn, structuresIn, textIn, textsIn } from '../../protocol/data.ts'
import { ServiceError } from '../../protocol/service-error.ts'
import type { Action } from '../../service.ts'
import { refuseCapabilities } from '../capabilities.ts'
import { addChangeSet } from '../change-set/build.ts'
import type { ChangeSet } from '../change-set/model.ts'
import type { Stack } from '../model.ts'
import { parametersFrom, validationError } from '../parameters.ts'
import { refuseRules } from '../rules.ts'
import type { State } from '../state.ts'
import { plan } from '../template/plan.ts'
import { templateOf } from './templates.ts'

/** In these a stack takes an update (troubleshooting, "is in … state and can not be updated"). */
const UPDATABLE =
  /^(?:(?:CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE|CREATE_FAILED|UPDATE_FAILED)$/

export const createChangeSet =
  (state: State): Action =>
  ({ parameters }) => {
    const name = textIn(parameters, 'ChangeSetName') ?? ''
    const type = textIn(parameters, 'ChangeSetType') ?? 'UPDATE'
    if (type !== 'CREATE' && type !== 'UPDATE')
      throw new ServiceError('InvalidAction', `This endpoint does not know change sets of type ${type}`)
    const config = deploymentConfig(parameters)
    const known = state.find(textIn(parameters, 'StackName') ?? '')
    const again = known && repeated(state, known, name, textIn(parameters, 'ClientToken'))
    if (again) return { Id: again.id, StackId: again.stack.id }
    refuseState(state, known, type, parameters)
    const opened = templateOf(state, parameters, known?.deployed?.opened)
    const values = parametersFrom(structuresIn(parameters, 'Parameters'), opened, known?.deployed)
    const stack = known ?? reviewed(state, textIn(parameters, 'StackName') ?? '')
    const capabilities = textsIn(parameters, 'Capabilities')
    const desired = plan(state, stack, opened, values)
    refuseRules(desired)
    refuseCapabilities(desired, capabilities)
    if (!known) state.stacks.push(stack)
    const changeSet = addChangeSet(state, {
      name,
      stack,
      type,
      description: textIn(parameters, 'Description'),
      token: textIn(parameters, 'ClientToken'),
      desired,
      tags: tagsIn(parameters) ?? stack.tags,
      capabilities,
      includeNested: flagIn(parameters, 'IncludeNestedStacks') ?? false,
      parent: undefined,
      onStackFailure: textIn(parameters, 'OnStackFailure') as Stack['onFailure'],
      roleArn: textIn(parameters, 'RoleARN'),
      ...config,
    })
    return { Id: changeSet.id, StackId: stack.id }
  }

/** The SDK repeats a request whose answer was lost; with its token that is the same request. */
function repeated(
  state: State,
  stack: Stack,
  name: string,
  token: string | undefined,
): ChangeSet | undefined {
  const twin = state.changeSets.find(
    (each) => each.stack === stack && each.name === name && each.status !== 'DELETE_COMPLETE',
  )
  if (!twin || (token !== undefined && twin.token === token)) return twin
  throw new ServiceError('AlreadyExistsException', `ChangeSet ${name} already exists`)
}

function refuseState(state: State, stack: Stack | undefined, type: string, parameters: Structure): void {
  const name = textIn(parameters, 'StackName') ?? ''
  if (type === 'CREATE') {
    if (!stack || (stack.status === 'REVIEW_IN_PROGRESS' && !state.running.has(stack))) return
    throw new ServiceError(
      'AlreadyExistsException',
      `Stack [${name}] already exists and cannot be created again with the changeSet [${textIn(parameters, 'ChangeSetName')}].`,
    )
  }
  if (!stack) throw validationError(`Stack [${name}] does not exist`)
  if (stack.parent && flagIn(parameters, 'IncludeNestedStacks'))
    throw validationError('IncludeNestedStacks is not supported for a nested stack')
  if (!UPDATABLE.test(stack.status) || state.running.has(stack))
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`)
}

function reviewed(state: State, name: string): Stack {
  if (!/^[A-Za-z][-A-Za-z0-9]{0,127}$/.test(name))
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    )
  const stack = state.addStack(name, state.arn('stack', name))
  // It is there only when the request is found to be good.
  state.stacks.pop()
  return stack
}

/** Beside DeploymentConfig the older options are refused (aws-sam-cli#9106). */
function deploymentConfig(parameters: Structure): Pick<ChangeSet, 'mode' | 'disableRollback'> {
  const config = structureIn(parameters, 'DeploymentConfig')
  if (!config) return { mode: undefined, disableRollback: undefined }
  const other = ['OnStackFailure', 'DisableRollback'].find((name) => parameters[name] !== undefined)
  if (other) throw validationError(`DeploymentConfig and ${other} cannot be specified together.`)
  const mode = textIn(config, 'Mode') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD'
  // In express mode what fails stays, unless told otherwise (user guide, "Express mode").
  return { mode, disableRollback: flagIn(config, 'DisableRollback') ?? mode === 'EXPRESS' }
}

function tagsIn(parameters: Structure): Stack['tags'] | undefined {
  if (parameters.Tags === undefined) return undefined
  return structuresIn(parameters, 'Tags').map((each) => ({
    key: textIn(each, 'Key') ?? '',
    value: textIn(each, 'Value') ?? '',
  }))
}
