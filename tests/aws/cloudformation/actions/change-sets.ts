import type { Structure } from '../../protocol/data.ts'
import { ServiceError } from '../../protocol/service-error.ts'
import type { Action } from '../../service.ts'
import { type ChangeSet, rootChangeSet } from '../change-set/model.ts'
import type { State } from '../state.ts'
import { changeSetOf, stackOf } from './find.ts'

export const changeSetActions = (state: State): Readonly<Record<string, Action>> => ({
  ListChangeSets({ parameters }) {
    const stack = stackOf(state, parameters, 'Stack [{}] does not exist')
    const all = state.changeSets.filter((each) => each.stack === stack && each.status !== 'DELETE_COMPLETE')
    const summaries = all.map((each) => ({
      StackId: stack.id,
      StackName: stack.name,
      ChangeSetId: each.id,
      ChangeSetName: each.name,
      ExecutionStatus: each.execution,
      Status: each.status,
      StatusReason: each.reason,
      CreationTime: new Date(each.createdAt),
      Description: each.description,
      IncludeNestedStacks: each.includeNested,
      ...familyOf(each),
    }))
    return { Summaries: summaries }
  },

  /** One that is not there any more is as good as deleted; the nested ones go with their root. */
  DeleteChangeSet({ parameters }) {
    let changeSet: ChangeSet
    try {
      changeSet = changeSetOf(state, parameters)
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'ChangeSetNotFound') return {}
      throw error
    }
    if (changeSet.execution === 'EXECUTE_IN_PROGRESS')
      throw new ServiceError(
        'InvalidChangeSetStatus',
        `ChangeSet [${changeSet.id}] cannot be deleted in its current status of [${changeSet.execution}]`,
      )
    removeChangeSet(state, changeSet)
    return {}
  },
})

export function removeChangeSet(state: State, changeSet: ChangeSet): void {
  changeSet.status = 'DELETE_COMPLETE'
  changeSet.execution = 'OBSOLETE'
  for (const each of state.changeSets) if (each.parent === changeSet) removeChangeSet(state, each)
}

/** Where a nested change set belongs; a root has neither. */
export const familyOf = (changeSet: ChangeSet): Structure => ({
  ParentChangeSetId: changeSet.parent?.id,
  RootChangeSetId: changeSet.parent && rootChangeSet(changeSet).id,
})
