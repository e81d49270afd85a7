import type { Structure } from '../../protocol/data.ts'
import type { Stack, Tag } from '../model.ts'
import type { Desired } from '../template/desired.ts'

export interface ChangeSet {
  readonly id: string
  readonly name: string
  readonly stack: Stack
  readonly type: 'CREATE' | 'UPDATE'
  readonly createdAt: number
  readonly description: string | undefined
  readonly token: string | undefined
  /** The stack as it would be. */
  readonly desired: Desired
  readonly tags: readonly Tag[]
  readonly capabilities: readonly string[]
  readonly includeNested: boolean
  readonly parent: ChangeSet | undefined
  readonly onStackFailure: Stack['onFailure']
  readonly mode: Stack['mode']
  readonly disableRollback: boolean | undefined
  readonly roleArn: string | undefined
  status: 'CREATE_PENDING' | 'CREATE_IN_PROGRESS' | 'CREATE_COMPLETE' | 'DELETE_COMPLETE' | 'FAILED'
  reason: string | undefined
  execution:
    | 'UNAVAILABLE'
    | 'AVAILABLE'
    | 'EXECUTE_IN_PROGRESS'
    | 'EXECUTE_COMPLETE'
    | 'EXECUTE_FAILED'
    | 'OBSOLETE'
  /** As DescribeChangeSet gives them when it is asked for property values. */
  changes: readonly Structure[]
  /** The request that executed it. */
  executedBy: string | undefined
}

export const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set."

export const rootChangeSet = (changeSet: ChangeSet): ChangeSet =>
  changeSet.parent ? rootChangeSet(changeSet.parent) : changeSet
