import type { Touches } from '../../access/model/index.ts'
import type { Place } from '../../template/value.ts'
import type { Model } from '../logic/formula.ts'
import type { Subject } from '../subject.ts'

/** What a theorem rests on that no template says; each has its sentence in assumptions.ts. */
export type AssumptionId =
  | 'iam-semantics'
  | 'authorization-tables'
  | 'context-keys'
  | 'ways-in'
  | 'open-world'
  | 'fresh-ids'
  | 'ipv4-only'
  | 'stateful-filters'
  | 'private-dns'
  | 'deployment-is-current'
  | 'custom-resources'
  | 'corporate-link'
  | 'endpoint-you-have'
  | 'identity-policies'

/** Why a theorem does not hold, or why nothing can be said: for people, with the line where there is one. */
export interface Reason {
  readonly text: string
  readonly at?: Place
}

export type Verdict =
  | {
      readonly kind: 'PROVED'
      /** The witness of what is proved to be possible, for people. */
      readonly witness?: readonly Reason[]
      /** What the proof rests on, where it is less than the theorem's `touches`. */
      readonly restsOn?: readonly Touched[]
    }
  | { readonly kind: 'REFUTED'; readonly because: readonly Reason[]; readonly counterexample?: Model }
  | { readonly kind: 'UNKNOWN'; readonly because: readonly Reason[] }
  | { readonly kind: 'NOT APPLICABLE'; readonly because: readonly Reason[] }

/** The questions that something unmodelled in a template may change the answer of (access/model/unmodelled.ts). */
export type Touched = Exclude<Touches, 'anything'>

export interface Theorem {
  /** Short and stable: it is what a plan is told to accept the risk of. */
  readonly id: string
  readonly kind: 'safety' | 'liveness' | 'validity' | 'control'
  /** What holds when it is proved, as one sentence. */
  readonly sentence: string
  /** A warning is reported and fails nothing. */
  readonly severity: 'error' | 'warning'
  readonly assumes: readonly AssumptionId[]
  /** Which questions of the templates it rests on: what is unmodelled there makes it UNKNOWN. */
  readonly touches: readonly Touched[]
  /** Decides it for one API in one world. */
  readonly check: (subject: Subject) => Verdict
}

export const PROVED = { kind: 'PROVED' } as const satisfies Verdict
export const refuted = (...because: readonly Reason[]): Verdict => ({ kind: 'REFUTED', because })
export const notApplicable = (text: string): Verdict => ({ kind: 'NOT APPLICABLE', because: [{ text }] })

/** PROVED when there is nothing to object to. */
export const unless = (objections: readonly Reason[]): Verdict =>
  objections.length === 0 ? PROVED : refuted(...objections)
