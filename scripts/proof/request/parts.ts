import type { FilterName } from '../../access/network/index.ts'
import type { Place } from '../../template/value.ts'
import type { Formula } from '../logic/formula.ts'

/** One statement or rule, with what it says as a formula: what evidence is made of. */
export interface Part {
  readonly effect: 'allows' | 'denies'
  /** For people: `Deny DenyOtherEndpoints`, `ingress tcp/443 from 10.10.0.0/16`. */
  readonly text: string
  readonly at: Place
  readonly matches: Formula
}

/** One of the checks that a request must pass, as a formula, with the parts it is made of. */
export interface Gate {
  readonly name: string
  /** The endpoint whose way in it is on; undefined for a gate that every request meets. */
  readonly via?: string
  /** The step of a packet's way that it is, or a part of: what the replay compares it with. */
  readonly filter?: FilterName | 'route'
  readonly passes: Formula
  /** What the gate belongs to: where to look when something is missing there. */
  readonly at: readonly Place[]
  readonly parts: readonly Part[]
}
