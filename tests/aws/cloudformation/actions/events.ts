import { flagIn, type Structure, structureIn, textIn } from '../../protocol/data.ts'
import type { Action } from '../../service.ts'
import { belongs } from '../change-set/build.ts'
import type { ChangeSet } from '../change-set/model.ts'
import { addressOf, type StackEvent } from '../model.ts'
import { page } from '../page.ts'
import { validationError } from '../parameters.ts'
import type { State } from '../state.ts'
import { changeSetOf, stackOf } from './find.ts'

const MOST_EVENTS = 100

/** Both ways to ask what happened. DescribeStackEvents never tells what validation before deployment found. */
export const eventActions = (state: State): Readonly<Record<string, Action>> => ({
  DescribeStackEvents({ parameters }) {
    const stack = stackOf(state, parameters, 'Stack [{}] does not exist')
    const { items, NextToken } = page(state.events.of(stack, state.now), MOST_EVENTS, parameters)
    return { StackEvents: items.map(stackEvent), NextToken }
  },

  DescribeEvents({ parameters }) {
    const failedOnly = flagIn(structureIn(parameters, 'Filters') ?? {}, 'FailedEvents') ?? false
    const all = operationEvents(state, parameters)
    const wanted = failedOnly ? all.filter(({ EventType }) => String(EventType).endsWith('_ERROR')) : all
    const { items, NextToken } = page(wanted, MOST_EVENTS, parameters)
    return { OperationEvents: items, NextToken }
  },
})

const common = (event: StackEvent): Structure => ({
  EventId: event.id,
  StackId: event.stack.id,
  OperationId: event.operation.id,
  LogicalResourceId: event.logicalId,
  PhysicalResourceId: event.physicalId,
  ResourceType: event.type,
  Timestamp: new Date(event.at),
  ResourceStatus: event.status,
  ResourceStatusReason: event.reason,
  ResourceProperties: event.properties,
  ClientRequestToken: event.token,
  DetailedStatus: event.detailedStatus,
})

const stackEvent = (event: StackEvent): Structure => ({ ...common(event), StackName: event.stack.name })

function operationEvents(state: State, parameters: Structure): Structure[] {
  const operation = textIn(parameters, 'OperationId')
  if (operation !== undefined) return state.events.ofOperation(operation, state.now).map(operationEvent)
  if (textIn(parameters, 'ChangeSetName') !== undefined)
    return validationEvents(state, changeSetOf(state, parameters))
  if (textIn(parameters, 'StackName') === undefined)
    throw validationError('One of StackName, ChangeSetName or OperationId must be specified.')
  const stack = stackOf(state, parameters, 'Stack [{}] does not exist')
  return state.events.of(stack, state.now).map(operationEvent)
}

/** EventType as its documentation describes the values; which resource events are PROVISIONING_ERROR is assumed. */
function operationEvent(event: StackEvent): Structure {
  const ofStack = event.physicalId === event.stack.id
  const failed = event.status.endsWith('_FAILED')
  return {
    ...common(event),
    OperationType: event.operation.type,
    OperationStatus: ofStack ? operationStatus(event.status) : undefined,
    EventType: ofStack ? 'STACK_EVENT' : failed ? 'PROVISIONING_ERROR' : 'PROGRESS_EVENT',
  }
}

const operationStatus = (status: string): string =>
  status.endsWith('_FAILED') ? 'FAILED' : status.endsWith('_COMPLETE') ? 'SUCCEEDED' : 'IN_PROGRESS'

function validationEvents(state: State, { stack, desired, createdAt, id }: ChangeSet): Structure[] {
  const errors = (state.script.validationErrors ?? []).filter(({ address }) => belongs(address, stack))
  return errors.map(({ address, reason, path }) => {
    const resource = desired.resources.find(({ logicalId }) => addressOf(stack, logicalId) === address)
    return {
      EventId: `${id.split('/').at(-1)}-${address}`,
      StackId: stack.id,
      OperationType: 'CREATE_CHANGESET',
      EventType: 'VALIDATION_ERROR',
      LogicalResourceId: resource?.logicalId,
      PhysicalResourceId: '',
      ResourceType: resource?.type,
      Timestamp: new Date(createdAt),
      ValidationFailureMode: 'FAIL',
      ValidationName: 'PROPERTY_VALIDATION',
      ValidationStatus: 'FAILED',
      ValidationStatusReason: reason,
      ValidationPath: path,
    }
  })
}
