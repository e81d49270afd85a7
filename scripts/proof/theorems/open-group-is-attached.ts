import { and, atom, is } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { ingressParts } from '../request/groups.ts'
import { REQUEST } from '../request/variables.ts'
import { find } from './ask.ts'
import { notApplicable, type Reason, type Theorem, unless } from './theorem.ts'

/** The demo made a group for its endpoint and never put it there: it had no effect at all. */
export const openGroupIsAttached: Theorem = {
  id: 'open-group-is-attached',
  kind: 'validity',
  sentence: 'every security group that lets in 443 is on an endpoint or a host',
  severity: 'error',
  assumes: [],
  touches: ['network', 'outside'],
  check(subject) {
    const { network, requests } = subject
    if (requests.endpoints.length === 0) return notApplicable('the endpoint is not in the templates')
    const interfaces = network.hosts.flatMap((host) => host.interfaces)
    for (const { groups, at } of [...network.endpoints, ...interfaces])
      if (groups.length === 0) throw new Unsupported('the security groups of an interface', at)
    const used = new Set(
      [...network.endpoints, ...interfaces].flatMap(({ groups }) => groups.map(({ text }) => text)),
    )
    const objections = network.groups
      .filter(({ id, isDefault }) => !isDefault && !used.has(id))
      .flatMap((group): Reason[] => {
        const https = and(
          is(REQUEST.protocol, 'tcp'),
          atom(REQUEST.port, { kind: 'integers', from: 443, to: 443 }),
        )
        const open = ingressParts(network, [{ kind: 'text', text: group.id, at: group.at }]).find(
          ({ matches }) => find(subject, and(https, matches)),
        )
        return open ? [{ text: `${group.address} lets in 443 and is on nothing`, at: open.at }] : []
      })
    return unless(objections)
  },
}
