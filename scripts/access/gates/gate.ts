import type { Evidence } from '../model/index.ts'
import type { Call } from './call.ts'
import type { Model } from './model.ts'

export type GateName =
  | 'name'
  | 'route'
  | 'packet filters'
  | 'front end'
  | 'endpoint policy'
  | 'authorization'
  | 'method'
  | 'integration permission'

/** What the caller sees when a gate stops the request. */
export interface Answer {
  /** The HTTP status, where there is one. */
  readonly status: number | undefined
  readonly text: string
  /** For a refusal by a policy: whether a statement denies, or none allows. */
  readonly denied?: 'explicit' | 'implicit'
}

/** What a gate says of a request. */
export type Judgement =
  | { readonly verdict: 'pass'; readonly because: readonly Evidence[] }
  | { readonly verdict: 'stop'; readonly because: readonly Evidence[]; readonly answer: Answer }

/** One of the checks that a request must pass. It is asked only about requests that passed those before it. */
export interface Gate {
  readonly name: GateName
  /** @throws Undecided (or the policies' Unsettled and UnreadablePolicy) where the model has no answer */
  decide(call: Call, model: Model): Judgement
}

/** Lets the request pass. */
export const pass = (...because: readonly Evidence[]): Judgement => ({ verdict: 'pass', because })

/** Stops it; the answer is what the caller sees. */
export const stop = (answer: Answer, ...because: readonly Evidence[]): Judgement => ({
  verdict: 'stop',
  because,
  answer,
})

/** The refusals (semantics, section 5.2); bodies as recorded. */
export const answers = {
  noSuchName: (host: string): Answer => ({
    status: undefined,
    text: `curl: (6) Could not resolve host: ${host}`,
  }),
  timeout: { status: undefined, text: 'curl: (28) Connection timed out' },
  forbidden: { status: 403, text: '403 {"message":"Forbidden"}' },
  /** For a method that is not declared, and for one that wants a signature and gets none. */
  missingToken: { status: 403, text: '403 {"message":"Missing Authentication Token"}' },
  integrationFailed: { status: 500, text: '500 {"message": "Internal server error"}' },
} as const
