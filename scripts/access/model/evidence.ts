import type { Place } from '../../template/value.ts'

/** Something that was looked at and decided; without a place where it follows from no line of a template. */
export interface Evidence {
  readonly says: string
  readonly at: Place | undefined
}

/** A question that this model cannot answer; whoever asked says UNKNOWN with this place. */
export class Undecided extends Error {
  override name = 'Undecided'
  readonly at: Place

  constructor(why: string, at: Place) {
    super(why)
    this.at = at
  }
}
