import type { ChangeAction, ResourceChange } from '@aws-sdk/client-cloudformation'

/** What happens to a resource. */
export type Action =
  | 'add'
  | 'modify'
  | 'replace'
  /** Whether it is replaced turns on values that only the deployment knows. */
  | 'maybe-replace'
  | 'delete'
  /** It leaves the stack and stays in the account. */
  | 'retain'
  | 'import'
  /** CloudFormation itself cannot tell. */
  | 'unknown'

/** Every action that the service has: a new one breaks the build. */
const ACTIONS = {
  Add: () => 'add',
  Dynamic: () => 'unknown',
  Import: () => 'import',
  Modify: ({ Replacement }) =>
    Replacement === 'True' ? 'replace' : Replacement === 'Conditional' ? 'maybe-replace' : 'modify',
  Remove: ({ PolicyAction }) => (PolicyAction === 'Retain' ? 'retain' : 'delete'),
  // The resource stays as it is, what CloudFormation notes about it changes.
  SyncWithActual: () => 'modify',
} as const satisfies Record<ChangeAction, (change: ResourceChange) => Action>

export const actionOf = (change: ResourceChange): Action => {
  const known = change.Action && (ACTIONS as Partial<Record<string, (change: ResourceChange) => Action>>)
  return known?.[change.Action ?? '']?.(change) ?? 'unknown'
}
