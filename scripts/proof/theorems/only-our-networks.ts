import { and, not } from '../logic/formula.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { REQUEST } from '../request/variables.ts'
import { find, never } from './ask.ts'
import { PROVED, type Theorem } from './theorem.ts'

export const onlyOurNetworks: Theorem = {
  id: 'only-our-networks',
  kind: 'safety',
  sentence: "every accepted request came from an address in the VPC's or the corporate block",
  severity: 'error',
  assumes: ['iam-semantics', 'authorization-tables', 'context-keys', 'ways-in', 'deployment-is-current'],
  touches: ['api', 'policy', 'network', 'outside'],
  check(subject) {
    const elsewhere = not(inSomeBlock(REQUEST.source, subject.networks))
    // Where the policies alone see to it, nothing about the network has to be known.
    if (!find(subject, and(subject.requests.acceptedByPolicies, elsewhere)))
      return { ...PROVED, restsOn: ['api', 'policy'] }
    return never(subject, elsewhere)
  },
}
