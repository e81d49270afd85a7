import { is } from '../logic/formula.ts'
import { REQUEST, WAYS } from '../request/variables.ts'
import { never } from './ask.ts'
import { PROVED, refuted, type Theorem } from './theorem.ts'

/** The negative control: a prover that cannot find the way into an open API finds none into a closed one either. */
export const publicIsPublic: Theorem = {
  id: 'public-is-public',
  kind: 'control',
  sentence: 'the public API is refuted to be closed: somebody on the internet is accepted',
  severity: 'error',
  assumes: ['authorization-tables'],
  touches: ['api', 'policy'],
  check(subject) {
    if (subject.api.disableExecuteApiEndpoint)
      return refuted({
        text: `the names of ${subject.api.address} are closed by DisableExecuteApiEndpoint`,
        at: subject.api.at,
      })
    const verdict = never(subject, is(REQUEST.via, WAYS.internet))
    if (verdict.kind === 'REFUTED') return { ...PROVED, witness: verdict.because }
    return refuted({
      text: `nobody on the internet is accepted by ${subject.api.address}`,
      at: subject.api.at,
    })
  },
}
