import type { Only } from '../deployment/only.ts'

/** What a person asked of destroy. */
export interface Asked {
  readonly stackName: string
  /** The stack name that those of the four templates begin with. */
  readonly family: string
  readonly only: Only | undefined
  /** Answers every question, but lifts no protection and forces nothing. */
  readonly yes: boolean
  readonly unprotect: boolean
  /** Consent to leave behind what cannot be deleted. */
  readonly force: boolean
  readonly artifacts: boolean
}
