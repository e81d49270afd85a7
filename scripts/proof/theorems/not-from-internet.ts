import { is } from '../logic/formula.ts'
import { REQUEST, WAYS } from '../request/variables.ts'
import { never } from './ask.ts'
import type { Theorem } from './theorem.ts'

/** Of the public API this must be refuted: it is the negative control (public-is-public.ts). */
export const notFromInternet: Theorem = {
  id: 'not-from-internet',
  kind: 'safety',
  sentence: 'no request from the internet is accepted',
  severity: 'error',
  assumes: ['iam-semantics', 'authorization-tables', 'context-keys', 'ways-in', 'deployment-is-current'],
  touches: ['api', 'policy'],
  check: (subject) => never(subject, is(REQUEST.via, WAYS.internet)),
}
