import { is } from '../logic/formula.ts'
import { REQUEST, WAYS } from '../request/variables.ts'
import { never } from './ask.ts'
import type { Theorem } from './theorem.ts'

export const notByOthersEndpoint: Theorem = {
  id: 'not-by-others-endpoint',
  kind: 'safety',
  sentence: "no request through anybody else's endpoint is accepted, whatever account it is of",
  severity: 'error',
  assumes: [
    'iam-semantics',
    'authorization-tables',
    'context-keys',
    'ways-in',
    'fresh-ids',
    'deployment-is-current',
  ],
  touches: ['api', 'policy'],
  check: (subject) => never(subject, is(REQUEST.via, WAYS.other)),
}
