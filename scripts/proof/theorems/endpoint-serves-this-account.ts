import { and, atom, not } from '../logic/formula.ts'
import { characters, glob, pattern, someExcept } from '../logic/pattern.ts'
import { endpointPolicyGate } from '../request/authorization.ts'
import { accountOf } from '../request/routes.ts'
import { REQUEST } from '../request/variables.ts'
import { notApplicable, PROVED, refuted, type Theorem } from './theorem.ts'

export const endpointServesThisAccount: Theorem = {
  id: 'endpoint-serves-this-account',
  kind: 'safety',
  sentence: 'the endpoint carries calls to APIs of this account only',
  severity: 'error',
  assumes: ['iam-semantics'],
  touches: ['network', 'policy'],
  check(subject) {
    const { region, requests } = subject
    if (requests.endpoints.length === 0) return notApplicable('the endpoint is not in the templates')
    // Any account's API: for this question the resource is not one of ours.
    const anybodys = pattern('an API of any account', [
      ...characters('arn:aws:execute-api:'),
      ...someExcept(':'),
      ...characters(':'),
      ...someExcept(':'),
      ...characters(':'),
      ...someExcept(''),
    ])
    const variables = new Map(requests.variables).set(REQUEST.resource, {
      kind: 'text',
      patterns: [anybodys],
    })
    // A glob, not part by part: whether a policy's own wildcard crosses a colon is not documented (semantics 4.3).
    const ours = atom(REQUEST.resource, {
      kind: 'pattern',
      pattern: glob(`arn:aws:execute-api:*:${accountOf(region)}:*`),
    })
    for (const endpoint of requests.endpoints) {
      const gate = endpointPolicyGate(region, endpoint, REQUEST.endpointPrincipal)
      const answer = subject.solver.solve(and(gate.passes, not(ours)), variables)
      if (!answer.satisfiable) continue
      const arn = region.symbols.show(String(answer.model.get(REQUEST.resource)))
      const lines = gate.parts.filter(({ effect }) => effect === 'allows')
      return refuted(
        { text: `${endpoint.address} carries a call to ${arn}`, at: lines[0]?.at ?? endpoint.at },
        ...lines.map(({ text, at }) => ({ text, at })),
      )
    }
    // Whatever else is unclear about the network, here only the policies matter.
    return { ...PROVED, restsOn: ['policy'] }
  },
}
