import type { Place } from '../../template/value.ts'

/** A point on which no source decides, or a text that the service would refuse: there is no verdict. */
export class Unsettled extends Error {
  override name = 'Unsettled'
  readonly at: Place

  constructor(why: string, at: Place) {
    super(why)
    this.at = at
  }
}

/** What is done at a point that no source settles. */
export interface Doubts {
  /**
   * @param why what is not settled, for people, with the number of the question (semantics, section 12)
   * @param reading what the documents lean to, or what is safer, for those who need an answer all the same
   */
  settle<Reading>(why: string, at: Place, reading: Reading): Reading
}

/** Every doubt is an Unsettled: the way of whoever proves something. */
export const refuseDoubts: Doubts = {
  settle(why, at) {
    throw new Unsettled(why, at)
  },
}

/** Takes the readings and calls `note` with each doubt: the way of whoever must answer, and says on what grounds. */
export const takeReadings = (note: (why: string, at: Place) => void): Doubts => ({
  settle(why, at, reading) {
    note(why, at)
    return reading
  },
})
