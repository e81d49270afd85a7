import type { Place } from '../../template/value.ts'
import { type Evidence, Undecided, type Unmodelled } from '../model/index.ts'
import { UnreadablePolicy } from '../policy/document.ts'
import { Unsettled } from '../policy/unsettled.ts'
import { authorization } from './authorization.ts'
import type { Call } from './call.ts'
import { endpointPolicy } from './endpoint-policy.ts'
import { filters } from './filters.ts'
import { frontEnd } from './front-end.ts'
import type { Answer, Gate, GateName } from './gate.ts'
import { integration } from './integration.ts'
import { method } from './method.ts'
import type { Model } from './model.ts'
import { name } from './name.ts'
import { route } from './route.ts'

/** In the order in which a request meets them (semantics, sections 0 and 11). */
export const gates: readonly Gate[] = [
  name,
  route,
  filters,
  frontEnd,
  endpointPolicy,
  authorization,
  method,
  integration,
]

/** What a gate said; `unknown` where the model has no answer, and nothing is said of gates behind one that stops. */
export interface Step {
  readonly gate: GateName
  readonly verdict: 'pass' | 'stop' | 'unknown' | 'not reached'
  readonly because: readonly Evidence[]
}

export interface Walk {
  readonly steps: readonly Step[]
  readonly verdict: 'accepted' | 'refused' | 'unknown'
  /** What the caller gets; undefined where that is not known. */
  readonly answer: Answer | undefined
  /** What no gate covers and could make the answer another. */
  readonly unmodelled: readonly Unmodelled[]
}

/** Takes one request through the gates. */
export const walk = (call: Call, model: Model): Walk => walkFrom('name', call, model)

/** The same for a request that is past those before one of the gates, as its packets show. */
export function walkFrom(first: GateName, call: Call, model: Model): Walk {
  const steps: Step[] = []
  let answer: Answer | undefined = { status: 200, text: '200' }
  let verdict: Walk['verdict'] = 'accepted'
  for (const gate of gates.slice(gates.findIndex(({ name }) => name === first))) {
    if (verdict !== 'accepted') {
      steps.push({ gate: gate.name, verdict: 'not reached', because: [] })
      continue
    }
    const judgement = ask(gate, call, model)
    steps.push({ gate: gate.name, verdict: judgement.verdict, because: judgement.because })
    if (judgement.verdict === 'stop') [verdict, answer] = ['refused', judgement.answer]
    if (judgement.verdict === 'unknown') [verdict, answer] = ['unknown', undefined]
  }
  return { steps, verdict, answer, unmodelled: [...model.network.unmodelled, ...model.apis.unmodelled] }
}

function ask(gate: Gate, call: Call, model: Model) {
  try {
    return gate.decide(call, model)
  } catch (error) {
    if (!isDoubt(error)) throw error
    return { verdict: 'unknown', because: [{ says: error.message, at: error.at }] } as const
  }
}

/** What the model does not answer, as opposed to a mistake in it. */
const isDoubt = (error: unknown): error is Error & { at: Place } =>
  error instanceof Undecided || error instanceof Unsettled || error instanceof UnreadablePolicy
