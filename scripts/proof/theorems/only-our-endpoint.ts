import { not } from '../logic/formula.ts'
import { never } from './ask.ts'
import type { Theorem } from './theorem.ts'

export const onlyOurEndpoint: Theorem = {
  id: 'only-our-endpoint',
  kind: 'safety',
  sentence: 'every accepted request came through an endpoint of ours',
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
  check: (subject) => never(subject, not(subject.requests.viaOurs)),
}
