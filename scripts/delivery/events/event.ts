import type { ResourceStatus, StackEvent, StackStatus } from '@aws-sdk/client-cloudformation'

/** Something that happened in a stack or in one that it nests. */
export interface Event {
  /** The service's own, unique. */
  readonly id: string
  /** Milliseconds since 1970 by the service's clock. */
  readonly at: number
  /** Logical ids of the nested stacks on the way from the root: `['SecurePrivateApi']`; empty in the root itself. */
  readonly path: readonly string[]
  readonly logicalId: string
  readonly type: string
  /** Of a resource, or of the stack itself where `isOwn`. */
  readonly status: ResourceStatus | StackStatus
  readonly reason: string | undefined
  readonly physicalId: string | undefined
  /** `CONFIGURATION_COMPLETE` and the like: shown, never depended on, as it need not come (user guide). */
  readonly detail: string | undefined
  /** Whether it is about the stack that it happened in, rather than about one of its resources. */
  readonly isOwn: boolean
}

/** An event as the service sends it. */
export function toEvent(sent: StackEvent, path: readonly string[]): Event {
  return {
    id: sent.EventId ?? '',
    at: sent.Timestamp?.getTime() ?? 0,
    path,
    logicalId: sent.LogicalResourceId ?? '',
    type: sent.ResourceType ?? '',
    status: sent.ResourceStatus as Event['status'],
    reason: sent.ResourceStatusReason,
    physicalId: sent.PhysicalResourceId || undefined,
    detail: sent.DetailedStatus,
    isOwn: sent.PhysicalResourceId === sent.StackId,
  }
}

/** `SecurePrivateApi › Api`; the name of the root stack for the root itself. */
export const nameOf = ({ path, logicalId, isOwn }: Event): string =>
  [...path, ...(isOwn && path.length > 0 ? [] : [logicalId])].join(' › ')

/** What is one thing from event to event: a resource, or a stack itself. */
export const keyOf = ({ path, logicalId, isOwn }: Event): string =>
  JSON.stringify([isOwn, ...path, logicalId])

/** Whether it gave up because something else had failed, or somebody stopped the operation. */
export const isCancelled = ({ reason }: Event): boolean => /\bcancell?ed\b/i.test(reason ?? '')
