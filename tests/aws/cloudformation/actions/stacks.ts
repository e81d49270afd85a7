import { type Structure, textIn, textsIn } from '../../protocol/data.ts'
import type { Action } from '../../service.ts'
import { rootOf, type Stack } from '../model.ts'
import { page } from '../page.ts'
import { validationError } from '../parameters.ts'
import type { State } from '../state.ts'
import { stackOf } from './find.ts'

const time = (at: number | undefined): Date | undefined => (at === undefined ? undefined : new Date(at))

/** What a stack is, as DescribeStacks tells it. */
function described(stack: Stack): Structure {
  const { deployed, mode } = stack
  const isDone = !['REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'CREATE_FAILED', 'ROLLBACK_COMPLETE'].includes(
    stack.status,
  )
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: stack.changeSetId,
    Description: deployed?.opened.extras.description,
    Parameters: deployed?.parameters.map(({ key, value, noEcho }) => ({
      ParameterKey: key,
      ParameterValue: noEcho ? '****' : value,
    })),
    CreationTime: time(stack.createdAt),
    DeletionTime: time(stack.deletedAt),
    LastUpdatedTime: time(stack.updatedAt),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: stack.disableRollback,
    DeploymentConfig: mode && { Mode: mode, DisableRollback: stack.disableRollback },
    NotificationARNs: [],
    Capabilities: stack.capabilities,
    Outputs: isDone
      ? deployed?.outputs.map(({ key, value, description, exportName }) => ({
          OutputKey: key,
          OutputValue: value,
          Description: description,
          ExportName: exportName,
        }))
      : undefined,
    RoleARN: stack.roleArn,
    Tags: stack.tags.map(({ key, value }) => ({ Key: key, Value: value })),
    EnableTerminationProtection: stack.parent ? undefined : stack.protected,
    ...family(stack),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
    LastOperations: operations(stack),
  }
}

const family = (stack: Stack) => ({
  ParentId: stack.parent?.id,
  RootId: stack.parent ? rootOf(stack).id : undefined,
})

const operations = (stack: Stack) =>
  stack.operations.map(({ type, id }) => ({ OperationType: type, OperationId: id }))

function summary(stack: Stack): Structure {
  return {
    StackId: stack.id,
    StackName: stack.name,
    TemplateDescription: stack.deployed?.opened.extras.description,
    CreationTime: time(stack.createdAt),
    LastUpdatedTime: time(stack.updatedAt),
    DeletionTime: time(stack.deletedAt),
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    ...family(stack),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
    LastOperations: operations(stack),
  }
}

export const stackActions = (state: State): Readonly<Record<string, Action>> => ({
  DescribeStacks({ parameters }) {
    if (textIn(parameters, 'StackName'))
      return { Stacks: [described(stackOf(state, parameters, 'Stack with id {} does not exist'))] }
    const there = state.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE').reverse()
    const { items, NextToken } = page(there, 100, parameters)
    return { Stacks: items.map(described), NextToken }
  },

  ListStacks({ parameters }) {
    const wanted = textsIn(parameters, 'StackStatusFilter')
    const all = state.stacks.filter(({ status }) => wanted.length === 0 || wanted.includes(status)).reverse()
    const { items, NextToken } = page(all, 100, parameters)
    return { StackSummaries: items.map(summary), NextToken }
  },

  UpdateTerminationProtection({ parameters }) {
    const stack = stackOf(state, parameters, 'Stack [{}] does not exist')
    if (stack.parent)
      throw validationError(
        'Termination protection cannot be changed on a nested stack. Please change the termination protection on the root stack.',
      )
    stack.protected = String(parameters.EnableTerminationProtection) === 'true'
    return { StackId: stack.id }
  },
})
