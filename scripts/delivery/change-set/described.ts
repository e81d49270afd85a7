import type { ChangeSetStatus, ResourceChange } from '@aws-sdk/client-cloudformation'

/** A change set as the service describes it, all pages of it, with those of the stacks that it nests. */
export interface Described {
  readonly stackName: string
  readonly stackId: string
  readonly changeSetId: string
  readonly status: ChangeSetStatus
  readonly reason?: string | undefined
  /** Milliseconds since 1970 by the service's clock: what it brings about comes after that. */
  readonly createdAt: number
  readonly changes: readonly ResourceChange[]
  /** By the logical id that each nested stack has in this one. */
  readonly nested: ReadonlyMap<string, Described>
}
