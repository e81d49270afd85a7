import { parseBlock } from '../logic/address.ts'
import { and, atom, not, or } from '../logic/formula.ts'
import { replayBetween } from '../replay.ts'
import { egressParts } from '../request/groups.ts'
import type { Gate } from '../request/parts.ts'
import { REQUEST } from '../request/variables.ts'
import { find } from './ask.ts'
import { functionsOf, groupsOf } from './functions.ts'
import { notApplicable, PROVED, refuted, type Theorem } from './theorem.ts'

export const greeterHasNoWayOut: Theorem = {
  id: 'greeter-has-no-way-out',
  kind: 'safety',
  sentence: 'a function of the API that is in the VPC can send nothing to anybody',
  severity: 'error',
  assumes: ['stateful-filters', 'ipv4-only', 'open-world'],
  touches: ['network', 'function'],
  check(subject) {
    const inside = functionsOf(subject).flatMap(({ target }) => {
      const groups = groupsOf(subject, target)
      return groups ? [{ target, groups }] : []
    })
    if (inside.length === 0) return notApplicable('no function of the API is in a VPC')
    const loopback = parseBlock('127.0.0.0/8')
    if (!loopback) throw new Error('the loopback block is no block')
    // Somebody may be in any group that a rule names.
    const peers = subject.network.groups.flatMap(({ rules }) =>
      rules.flatMap(({ peer }) => (peer.kind === 'group' ? peer.text : [])),
    )
    for (const { target, groups } of inside) {
      // A function without a group of its own has the VPC's default one, which lets everything out.
      if (groups.length === 0)
        return refuted({ text: `${target.address} names no security group`, at: target.at })
      const parts = egressParts(subject.network, groups, peers)
      const leaves: Gate = {
        name: `egress of ${target.address}`,
        filter: 'groups of the client, out',
        passes: or(...parts.map(({ matches }) => matches)),
        at: [target.at],
        parts,
      }
      const out = and(leaves.passes, not(atom(REQUEST.destination, { kind: 'addresses', range: loopback })))
      const found = find(subject, out)
      if (found) {
        replayBetween(subject, found, [leaves], {
          from: { subnet: undefined, groups, filtersItself: true },
          to: { subnet: undefined, groups: peers, filtersItself: false },
        })
        return refuted(
          { text: `${target.address} may send packets:`, at: target.at },
          ...parts.map(({ text, at }) => ({ text, at })),
        )
      }
    }
    return PROVED
  },
}
