import type { ResourceStatus, StackStatus } from '@aws-sdk/client-cloudformation'
import type { Desired, DesiredResource } from './template/desired.ts'

/** A resource of a stack as it is. */
export interface Resource {
  readonly logicalId: string
  readonly type: string
  physicalId: string | undefined
  status: ResourceStatus
  reason: string | undefined
  at: number
  /** As it was made last; what a deletion and a comparison go by. */
  made: DesiredResource
}

export interface Tag {
  readonly key: string
  readonly value: string
}

/** What an update in progress, or one that failed, needs to know to go back. */
export interface Update {
  readonly previous: Desired
  readonly previousTags: readonly Tag[]
  /** Logical ids of what it has begun to change. */
  readonly touched: Set<string>
  /** Physical resources that another one stands for now; they go when it is certain which one stays. */
  readonly superseded: Resource[]
}

export interface Stack {
  readonly id: string
  readonly name: string
  /** In its tree: empty for a root, `SecurePrivateApi` for a nested one. */
  readonly address: string
  readonly parent: Stack | undefined
  readonly createdAt: number
  updatedAt: number | undefined
  deletedAt: number | undefined
  status: StackStatus
  reason: string | undefined
  /** The template and what its parameters make of it; undefined before the first deployment. */
  deployed: Desired | undefined
  tags: readonly Tag[]
  capabilities: readonly string[]
  readonly resources: Map<string, Resource>
  update: Update | undefined
  protected: boolean
  disableRollback: boolean
  mode: 'STANDARD' | 'EXPRESS' | undefined
  onFailure: 'DELETE' | 'DO_NOTHING' | 'ROLLBACK' | undefined
  changeSetId: string | undefined
  roleArn: string | undefined
  /** The newest first. */
  operations: { readonly type: OperationType; readonly id: string }[]
}

export type OperationType =
  | 'CREATE_STACK'
  | 'UPDATE_STACK'
  | 'DELETE_STACK'
  | 'CONTINUE_ROLLBACK'
  | 'ROLLBACK'
  | 'CREATE_CHANGESET'

export interface StackEvent {
  readonly id: string
  readonly stack: Stack
  readonly at: number
  readonly visibleAt: number
  readonly logicalId: string
  readonly physicalId: string | undefined
  readonly type: string
  readonly status: ResourceStatus | StackStatus
  readonly reason: string | undefined
  readonly detailedStatus: string | undefined
  readonly token: string | undefined
  readonly operation: { readonly type: OperationType; readonly id: string }
  readonly properties: string | undefined
}

export const rootOf = (stack: Stack): Stack => (stack.parent ? rootOf(stack.parent) : stack)

export const addressOf = ({ address }: Stack, logicalId: string): string =>
  address ? `${address}/${logicalId}` : logicalId
