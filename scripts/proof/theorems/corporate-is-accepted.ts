import { and, is, not } from '../logic/formula.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { peerGroups } from '../request/groups.ts'
import { carries, OUTSIDE, REQUEST } from '../request/variables.ts'
import { confirmDns, dnsTrouble } from './corporate-dns.ts'
import { noWayIn } from './invocation.ts'
import { accepts } from './liveness.ts'
import { notApplicable, refuted, type Theorem } from './theorem.ts'

export const corporateIsAccepted: Theorem = {
  id: 'corporate-is-accepted',
  kind: 'liveness',
  sentence: "a corporate caller's GET is accepted, and the corporate DNS has somebody to ask",
  severity: 'error',
  assumes: [
    'iam-semantics',
    'authorization-tables',
    'context-keys',
    'stateful-filters',
    'private-dns',
    'ipv4-only',
    'corporate-link',
    'deployment-is-current',
    'identity-policies',
  ],
  touches: ['network', 'outside', 'names', 'api', 'policy'],
  check(subject) {
    const { corporate, network, requests } = subject
    if (!corporate) return notApplicable('there is no corporate network')
    const wrong = noWayIn(subject)
    if (wrong.length > 0) return refuted(...wrong)
    const endpoint = requests.endpoints.find(({ privateDns }) => privateDns) ?? requests.endpoints[0]
    if (!endpoint) return notApplicable('the endpoint is not in the templates')
    const unanswered = dnsTrouble(subject, endpoint, corporate)
    if (unanswered.length > 0) return refuted(...unanswered)
    const here = and(
      is(REQUEST.sourceSubnet, OUTSIDE),
      inSomeBlock(REQUEST.source, [corporate]),
      ...peerGroups(network).map((id) => not(is(carries(id)))),
    )
    const verdict = accepts(subject, endpoint, [{ here, own: [], groups: undefined }])
    if (verdict.kind === 'PROVED') confirmDns(subject, corporate, endpoint)
    return verdict
  },
}
