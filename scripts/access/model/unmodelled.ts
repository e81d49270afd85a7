import type { Place } from '../../template/value.ts'

/**
 * Which questions a thing could change the answer of; `anything` where nothing is known of it, `outside` for what the
 * templates lean on and do not make: where a host stands in a network, not what it may send.
 */
export type Touches = 'outside' | 'network' | 'names' | 'api' | 'policy' | 'function' | 'anything'

/** Something in a template that this model does not cover: whoever needs what it touches says UNKNOWN with its place. */
export interface Unmodelled {
  readonly what: string
  readonly at: Place
  readonly touches: Touches
}

/** What was taken for granted on reading, because no template says it. */
export interface Assumption {
  readonly id: 'redeploy-returns-deployment' | 'custom-resource-changes-nothing'
  readonly sentence: string
  readonly at: Place
}
