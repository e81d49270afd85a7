import type { Edit } from './edit.ts'

/** The templates that are mutated. */
export const FILES = [
  'main.yaml',
  'secure-private-api-vpc.yaml',
  'secure-private-api.yaml',
  'api-consumer.yaml',
  'unsecure-public-api.yaml',
] as const

export type File = (typeof FILES)[number]

/** One change of dist/ whose effect the prover has to see, or has to see that there is none. */
export interface Mutation {
  /** What was done, as a sentence: it is the row of the table, and what `--only` looks in. */
  readonly id: string
  readonly file: File
  readonly edit: Edit
  /** What else the same change takes, in another template or elsewhere in this one. */
  readonly also?: readonly { readonly file: File; readonly edit: Edit }[]
}

/** One that opens the API or breaks its consumer. */
export interface Harmful extends Mutation {
  /** The theorems that must be refuted, or undecided. */
  readonly expect: readonly [string, ...string[]]
  /**
   * A line that names the change as well as its own: where a whole resource went away, nothing is left of it
   * to name but what relied on it.
   */
  readonly reliedOn?: { readonly file: File; readonly text: string }
}

/** One that changes nothing any theorem speaks of. */
export interface Harmless extends Mutation {
  /** Why, where it is not plain. */
  readonly because?: string
}

export const isHarmful = (mutation: Harmful | Harmless): mutation is Harmful => 'expect' in mutation
