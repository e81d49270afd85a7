import { networkDifferential } from './network-differential.ts'

/** The first disagreement about packet filters: what it says, or undefined. */
export const firstDisagreement = (): string | undefined => networkDifferential(11, 60, 40, 1).disagreements[0]
