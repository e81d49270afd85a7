import type { Stack } from '../model.ts'
import { nestedTags } from '../run/nested.ts'
import { pause } from '../script.ts'
import type { State } from '../state.ts'
import type { Desired } from '../template/desired.ts'
import type { Process } from '../timeline.ts'
import { changesOfStack } from './changes.ts'
import { type ChangeSet, NO_CHANGES } from './model.ts'

type NewChangeSet = Omit<
  ChangeSet,
  'id' | 'createdAt' | 'status' | 'reason' | 'execution' | 'changes' | 'executedBy'
>

/** A change set, and with it one for each nested stack; a nested stack that is not there yet is made for review. */
export function addChangeSet(state: State, given: NewChangeSet): ChangeSet {
  const changeSet: ChangeSet = {
    ...given,
    id: state.arn('changeSet', given.name),
    createdAt: state.now,
    status: 'CREATE_PENDING',
    reason: undefined,
    execution: 'UNAVAILABLE',
    changes: [],
    executedBy: undefined,
  }
  state.changeSets.push(changeSet)
  const nested = new Map<string, ChangeSet>()
  if (given.includeNested)
    for (const [logicalId, child] of given.desired.children)
      nested.set(logicalId, nestedChangeSet(state, changeSet, logicalId, child))
  state.timeline.start(build(state, changeSet, nested))
  return changeSet
}

function nestedChangeSet(state: State, parent: ChangeSet, logicalId: string, desired: Desired): ChangeSet {
  const { stack } = parent
  const known = state.child(stack, logicalId)
  const child = known ?? reviewStack(state, stack, parent.desired, logicalId)
  return addChangeSet(state, {
    ...parent,
    // The form of nested change sets' names is assumed.
    name: `${parent.name}-${logicalId}-${state.ids.suffix()}`,
    stack: child,
    type: child.status === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE',
    desired,
    tags: nestedTags(stack, parent.desired, logicalId),
    parent,
    token: undefined,
  })
}

function reviewStack(state: State, parent: Stack, desired: Desired, logicalId: string): Stack {
  const id = desired.resources.find((each) => each.logicalId === logicalId)?.physicalId ?? ''
  const child = state.addStack(
    id.split('/')[1] ?? '',
    id,
    desired.address ? `${desired.address}/${logicalId}` : logicalId,
    parent,
  )
  child.tags = nestedTags(parent, desired, logicalId)
  return child
}

function* build(state: State, changeSet: ChangeSet, nested: ReadonlyMap<string, ChangeSet>): Process {
  const total = pause(state.script, 'changeSet')
  yield { ms: total / 3 }
  if (changeSet.status !== 'CREATE_PENDING') return
  changeSet.status = 'CREATE_IN_PROGRESS'
  yield { ms: total - total / 3, until: () => changeSet.status === 'DELETE_COMPLETE' }
  yield {
    until: () =>
      [...nested.values()].every(
        ({ status }) => status !== 'CREATE_PENDING' && status !== 'CREATE_IN_PROGRESS',
      ),
  }
  if (changeSet.status !== 'CREATE_IN_PROGRESS') return
  const failed = [...nested.values()].find(({ status }) => status === 'FAILED')
  const reason = failed ? nestedFailure(failed) : reasonToFail(state, changeSet, nested)
  changeSet.status = reason === undefined ? 'CREATE_COMPLETE' : 'FAILED'
  changeSet.execution = reason === undefined ? 'AVAILABLE' : 'UNAVAILABLE'
  changeSet.reason = reason
}

/** As cdk reads it: the child is found by the ARN in the reason. */
const nestedFailure = ({ id }: ChangeSet): string =>
  `Nested change set ${id} was not successfully created: Currently in FAILED.`

function reasonToFail(
  state: State,
  changeSet: ChangeSet,
  nested: ReadonlyMap<string, ChangeSet>,
): string | undefined {
  const { stack, desired, parent, type } = changeSet
  const errors = state.script.validationErrors ?? []
  if (errors.some(({ address }) => belongs(address, stack)))
    return 'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.'
  const blind = parent && state.script.blindNestedStacks?.[stack.address]
  if (blind !== undefined) return blind
  const ids = new Map([...nested].map(([logicalId, { id }]) => [logicalId, id]))
  changeSet.changes = changesOfStack(state, stack, desired, ids)
  const same = type === 'UPDATE' && changeSet.changes.length === 0 && !changesBesides(changeSet)
  // Assumed: a nested change set without changes is complete, else every update of one nested stack would fail.
  return same && !parent ? NO_CHANGES : undefined
}

export const belongs = (address: string, stack: Stack): boolean =>
  address.slice(0, Math.max(0, address.lastIndexOf('/'))) === stack.address

/** Outputs and tags are changes too, though no resource shows them. */
function changesBesides({ stack, desired, tags }: ChangeSet): boolean {
  const written = (outputs: Desired['outputs'] | undefined): string => JSON.stringify(outputs ?? [])
  return (
    written(stack.deployed?.outputs) !== written(desired.outputs) ||
    JSON.stringify(stack.tags) !== JSON.stringify(tags)
  )
}
