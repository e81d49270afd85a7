import { type Structure, textIn } from '../../protocol/data.ts'
import type { Action } from '../../service.ts'
import type { Resource, Stack } from '../model.ts'
import { page } from '../page.ts'
import { validationError } from '../parameters.ts'
import type { State } from '../state.ts'
import { stackOf } from './find.ts'

const DRIFT = { StackResourceDriftStatus: 'NOT_CHECKED' } as const

const common = ({ logicalId, physicalId, type, status, reason }: Resource): Structure => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: physicalId,
  ResourceType: type,
  ResourceStatus: status,
  ResourceStatusReason: reason,
  DriftInformation: DRIFT,
})

const ofStack = ({ name, id }: Stack) => ({ StackName: name, StackId: id })

/** What is in a stack; three actions tell the same in three ways. */
export const resourceActions = (state: State): Readonly<Record<string, Action>> => ({
  ListStackResources({ parameters }) {
    const stack = stackOf(state, parameters, 'Stack with id {} does not exist')
    const { items, NextToken } = page([...stack.resources.values()], 100, parameters)
    const summaries = items.map((each) => ({ ...common(each), LastUpdatedTimestamp: new Date(each.at) }))
    return { StackResourceSummaries: summaries, NextToken }
  },

  DescribeStackResources({ parameters }) {
    const physical = textIn(parameters, 'PhysicalResourceId')
    const stack =
      physical === undefined
        ? stackOf(state, parameters, 'Stack with id {} does not exist')
        : holder(state, physical)
    const logical = textIn(parameters, 'LogicalResourceId')
    const wanted = [...stack.resources.values()].filter(
      ({ logicalId }) => logical === undefined || logicalId === logical,
    )
    const resources = wanted.slice(0, 100).map((each) => ({
      ...ofStack(stack),
      ...common(each),
      Timestamp: new Date(each.at),
    }))
    return { StackResources: resources }
  },

  DescribeStackResource({ parameters }) {
    const stack = stackOf(state, parameters, 'Stack [{}] does not exist')
    const logicalId = textIn(parameters, 'LogicalResourceId') ?? ''
    const resource = stack.resources.get(logicalId)
    if (!resource) throw validationError(`Resource ${logicalId} does not exist for stack ${stack.name}`)
    const { metadata } = resource.made
    return {
      StackResourceDetail: {
        ...ofStack(stack),
        ...common(resource),
        LastUpdatedTimestamp: new Date(resource.at),
        Metadata: metadata === undefined ? '{}' : JSON.stringify(metadata),
      },
    }
  },
})

function holder({ stacks }: State, physicalId: string): Stack {
  const found = stacks.find((each) =>
    [...each.resources.values()].some((one) => one.physicalId === physicalId),
  )
  if (!found) throw validationError(`Stack for ${physicalId} does not exist`)
  return found
}
