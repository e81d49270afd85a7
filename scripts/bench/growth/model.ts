/** What one proof cost, as a program of its own. */
export interface Proof {
  readonly seconds: number
  readonly rss: number
  /** Theorems that do not hold; of these templates all do. */
  readonly failed: readonly string[]
}

/** The largest question of a proof, answered by us and by Z3. */
export interface Question {
  /** How many questions the proof asks that differ. */
  readonly asked: number
  /** Distinct parts of the largest one's formula. */
  readonly parts: number
  readonly ours: number
  readonly z3: number
  readonly agree: boolean
}

/** A run that passed the limit has no result, and says so. */
export type Outcome<T> = T | 'too long'

export interface Point {
  readonly size: number
  /** One for each round; none are left when an earlier size took too long. */
  readonly proofs: readonly Outcome<Proof>[]
  readonly question: Outcome<Question> | undefined
}

/** How a proof grows with one thing. */
export interface Growth {
  readonly name: string
  readonly text: string
  readonly points: readonly Point[]
}
