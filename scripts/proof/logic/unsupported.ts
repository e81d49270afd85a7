import { type Place, placeText } from '../../template/value.ts'

/**
 * A question this logic cannot decide: a construct it does not model, or a limit it would pass. Whoever asked says
 * UNKNOWN with the reason, never "proved".
 */
export class Unsupported extends Error {
  override name = 'Unsupported'
  readonly why: string
  readonly at: Place | undefined

  constructor(why: string, at?: Place) {
    super(at ? `${why} (${placeText(at)})` : why)
    this.why = why
    this.at = at
  }
}
