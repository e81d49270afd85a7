/** What is known about a failure. */
export interface Hint {
  /** What its reason says, in any case; `…` is a gap. It stands so in docs/symptoms.md. */
  readonly says: string
  /** The type of the resource, where the reason alone could mean something else. */
  readonly type?: string
  /**
   * How the wording is known: from AWS documentation, from what somebody published of a real stack, from our own
   * code, or not at all.
   */
  readonly wording: 'documented' | 'published' | 'ours' | 'assumed'
  /** One sentence. */
  readonly why: string
  /** One sentence: what to do about it. */
  readonly cure: string
}
