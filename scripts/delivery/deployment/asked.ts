import type { Tag } from '@aws-sdk/client-cloudformation'
import type { Only } from './only.ts'

/** How far a deployment may go to free a stack whose rollback is stuck. */
export type Recovery = 'continue' | 'skip' | 'force'

/** What a person asked of plan or deploy. */
export interface Asked {
  readonly stackName: string
  /** The stack name that those of the four templates begin with. */
  readonly family: string
  readonly only: Only | undefined
  readonly file: string
  readonly given: ReadonlyMap<string, string>
  /** Undefined leaves those of the stack as they are. */
  readonly tags: readonly Tag[] | undefined
  readonly acceptedRisks: readonly string[]
  readonly express: boolean
  /** Consent to what is asked, but never to the loss of what is protected. */
  readonly yes: boolean
  readonly unprotect: boolean
  readonly recovery: Recovery
}
