import { unmade } from '../../template/unmade.ts'
import type { TextValue } from '../../template/value.ts'
import { and, atom, is, not, or } from '../logic/formula.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { ingressParts } from '../request/filters.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { find } from './ask.ts'
import type { Reason } from './theorem.ts'

/** Why the corporate DNS gets no answer from an inbound resolver, over udp or over tcp. */
export function dnsTrouble(subject: Subject, corporate: TextValue): Reason[] {
  const { network, requests, region } = subject
  const resolvers = network.hosts.filter(({ kind }) => kind === 'inbound-resolver')
  if (resolvers.length === 0) {
    const at = network.hosts.find(({ kind }) => kind === 'outbound-resolver')?.at ?? requests.endpoints[0]?.at
    const absent = unmade('AWS::Route53Resolver::ResolverEndpoint', region.evaluation)
    return [
      { text: 'no inbound resolver answers the corporate DNS', ...(at && { at }) },
      ...absent.map((one) => ({ text: `${one.address} is not made under these conditions`, at: one.at })),
    ]
  }
  return resolvers.flatMap((resolver): Reason[] => {
    const parts = ingressParts(network, resolver.interfaces[0]?.groups ?? [])
    const admits = or(...parts.map(({ matches }) => matches))
    return ['udp', 'tcp'].flatMap((protocol): Reason[] => {
      const question = and(
        inSomeBlock(REQUEST.source, [corporate]),
        is(REQUEST.protocol, protocol),
        atom(REQUEST.port, { kind: 'integers', from: 53, to: 53 }),
      )
      if (!find(subject, and(question, not(admits)))) return []
      return [
        {
          text: `${resolver.address} lets in no DNS over ${protocol} from the corporate network`,
          at: resolver.at,
        },
        ...parts.map(({ text, at }) => ({ text: `no match of ${text}`, at })),
      ]
    })
  })
}
