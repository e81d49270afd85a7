import { and, atom, is, not } from '../logic/formula.ts'
import { REQUEST } from '../request/variables.ts'
import { filtersOf, throughFilters } from './filters.ts'
import { notApplicable, type Theorem } from './theorem.ts'

export const onlyHttps: Theorem = {
  id: 'only-https',
  kind: 'safety',
  sentence: 'the network lets only tcp/443 reach the endpoint',
  severity: 'error',
  assumes: ['stateful-filters', 'ipv4-only', 'open-world'],
  touches: ['network', 'outside'],
  check(subject) {
    if (filtersOf(subject).length === 0) return notApplicable('the endpoint is not in the templates')
    const https = and(
      is(REQUEST.protocol, 'tcp'),
      atom(REQUEST.port, { kind: 'integers', from: 443, to: 443 }),
    )
    return throughFilters(subject, not(https))
  },
}
