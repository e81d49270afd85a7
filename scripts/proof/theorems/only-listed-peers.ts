import { not } from '../logic/formula.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { REQUEST } from '../request/variables.ts'
import { filtersOf, throughFilters } from './filters.ts'
import { notApplicable, type Theorem } from './theorem.ts'

export const onlyListedPeers: Theorem = {
  id: 'only-listed-peers',
  kind: 'safety',
  sentence: "nothing outside the VPC's and the corporate block reaches the endpoint's interfaces",
  severity: 'error',
  assumes: ['stateful-filters', 'ipv4-only', 'open-world'],
  touches: ['network', 'outside'],
  check(subject) {
    if (filtersOf(subject).length === 0) return notApplicable('the endpoint is not in the templates')
    return throughFilters(subject, not(inSomeBlock(REQUEST.source, subject.networks)))
  },
}
