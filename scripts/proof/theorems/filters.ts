import type { Endpoint } from '../../access/model/index.ts'
import { and, type Formula, is } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { replayPacket } from '../replay.ts'
import { filterGates } from '../request/filters.ts'
import { readable } from '../request/readable.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { find } from './ask.ts'
import { PROVED, type Verdict } from './theorem.ts'

/** The packet filters of each endpoint of the templates. */
export const filtersOf = ({ network, requests }: Subject) =>
  requests.endpoints.map((endpoint) => {
    known(endpoint)
    return { endpoint, gates: filterGates(network, endpoint) }
  })

/** @throws Unsupported where it is not known which security groups an endpoint has: every endpoint has one */
export function known({ address, groups, at }: Endpoint): void {
  if (groups.length === 0) throw new Unsupported(`the security groups of ${address}`, at)
}

/** PROVED when the filters let through no packet to an endpoint that `bad` describes, whatever is said over it. */
export function throughFilters(subject: Subject, bad: Formula): Verdict {
  for (const { endpoint, gates } of filtersOf(subject)) {
    const passes = gates.map((gate) => gate.passes)
    const found = find(
      subject,
      and(subject.requests.facts, is(REQUEST.via, endpoint.address), ...passes, bad),
    )
    if (!found) continue
    replayPacket(subject, found)
    const rules = gates.flatMap(({ parts }) => parts.filter(({ effect }) => effect === 'allows'))
    return {
      kind: 'REFUTED',
      because: [
        { text: `this packet reaches ${endpoint.address}:` },
        ...readable(subject, found.model),
        ...rules.map(({ text, at }) => ({ text, at })),
        ...gates.flatMap(({ name, at }) => at.map((place) => ({ text: `${name} stands here`, at: place }))),
      ],
      counterexample: found.model,
    }
  }
  return PROVED
}
