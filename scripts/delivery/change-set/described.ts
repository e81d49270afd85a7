import type { ChangeSetStatus, ResourceChange } from '@aws-sdk/client-cloudformation'

/** A change set with those of the nested stacks. */
export interface Described {
  readonly stackName: string
  readonly stackId: string
  readonly changeSetId: string
  readonly status: ChangeSetStatus
  readonly reason?: string
  readonly changes: readonly ResourceChange[]
  /** By the logical id of the nested stack. */
  readonly nested: ReadonlyMap<string, Described>
}
