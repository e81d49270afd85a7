import { not } from '../logic/formula.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { REQUEST } from '../request/variables.ts'
import { never } from './ask.ts'
import type { Theorem } from './theorem.ts'

export const onlyOurNetworks: Theorem = {
  id: 'only-our-networks',
  kind: 'safety',
  sentence: "every accepted request came from an address in the VPC's or the corporate block",
  severity: 'error',
  assumes: ['iam-semantics', 'authorization-tables', 'context-keys', 'ways-in', 'deployment-is-current'],
  touches: ['api', 'policy', 'network'],
  check: (subject) => never(subject, not(inSomeBlock(REQUEST.source, subject.networks))),
}
