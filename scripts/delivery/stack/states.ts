import type { StackStatus } from '@aws-sdk/client-cloudformation'

/** What a deployment does with a stack that it finds so. */
export type DeployStep =
  /** Makes it. */
  | 'create'
  | 'update'
  /** Watches what somebody else started to its end, then looks again. */
  | 'wait'
  /** Lists what is left in it, asks, deletes it and makes it anew. */
  | 'recreate'
  /** Asks, brings it back to its last working state, then looks again. */
  | 'roll-back'
  /** Asks, frees the rollback that is stuck (continue, skip, force), then looks again. */
  | 'free-rollback'
  /** It is half deleted: says so. */
  | 'destroy-first'

export type DestroyStep = 'nothing' | 'delete' | 'wait'

export interface State {
  /** What an operation that ends so has come to; `undefined` while it goes on. */
  readonly outcome: 'success' | 'failure' | 'gone' | undefined
  /** Whether CloudFormation is at work, so that it takes no other operation. */
  readonly isBusy: boolean
  readonly deploy: DeployStep
  readonly destroy: DestroyStep
}

const running: State = { outcome: undefined, isBusy: true, deploy: 'wait', destroy: 'wait' }
const working: State = { outcome: 'success', isBusy: false, deploy: 'update', destroy: 'delete' }
const failed = (deploy: DeployStep): State => ({
  outcome: 'failure',
  isBusy: false,
  deploy,
  destroy: 'delete',
})

/** Every status that the service has: a new one breaks the build (CloudFormation user guide, "Stack status codes"). */
export const STATES = {
  CREATE_IN_PROGRESS: running,
  CREATE_COMPLETE: working,
  CREATE_FAILED: failed('recreate'),
  ROLLBACK_IN_PROGRESS: running,
  ROLLBACK_COMPLETE: failed('recreate'),
  ROLLBACK_FAILED: failed('recreate'),
  DELETE_IN_PROGRESS: running,
  DELETE_COMPLETE: { outcome: 'gone', isBusy: false, deploy: 'create', destroy: 'nothing' },
  DELETE_FAILED: failed('destroy-first'),
  UPDATE_IN_PROGRESS: running,
  // The update is done and serves; what it replaced is still being removed.
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: { ...running, outcome: 'success' },
  UPDATE_COMPLETE: working,
  UPDATE_FAILED: failed('roll-back'),
  UPDATE_ROLLBACK_IN_PROGRESS: running,
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: { ...running, outcome: 'failure' },
  UPDATE_ROLLBACK_COMPLETE: failed('update'),
  UPDATE_ROLLBACK_FAILED: failed('free-rollback'),
  // A change set was made for a stack that is not there yet.
  REVIEW_IN_PROGRESS: { outcome: undefined, isBusy: false, deploy: 'create', destroy: 'delete' },
  IMPORT_IN_PROGRESS: running,
  IMPORT_COMPLETE: working,
  IMPORT_ROLLBACK_IN_PROGRESS: running,
  IMPORT_ROLLBACK_COMPLETE: failed('update'),
  IMPORT_ROLLBACK_FAILED: failed('destroy-first'),
} as const satisfies Record<StackStatus, State>

/** @throws Error for a status that is newer than this program: unknown is never success */
export function stateOf(status: string | undefined): State {
  const state = (STATES as Readonly<Record<string, State>>)[status ?? '']
  if (!state) throw new Error(`CloudFormation has a stack status that this version does not know: ${status}`)
  return state
}
