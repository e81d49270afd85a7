import type { Endpoint, Host, Network, Subnet } from '../../access/model/index.ts'
import type { TextValue } from '../../template/value.ts'
import { and, atom, is, not, or } from '../logic/formula.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { borderGates, ingressParts } from '../request/filters.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { find } from './ask.ts'
import type { Reason } from './theorem.ts'

/** Why the corporate DNS gets no answer from an inbound resolver, over udp or over tcp. */
export function dnsTrouble(subject: Subject, endpoint: Endpoint, corporate: TextValue): Reason[] {
  const { network } = subject
  const all = network.hosts.filter(({ kind }) => kind.endsWith('-resolver'))
  const resolvers = all.filter((host) => host.kind === 'inbound-resolver' && isIn(network, host, endpoint))
  if (resolvers.length === 0) {
    const at = all[0]?.at ?? endpoint.at
    return [{ text: `no inbound resolver in the VPC of ${endpoint.address} answers the corporate DNS`, at }]
  }
  return resolvers.flatMap((resolver): Reason[] => {
    const parts = ingressParts(network, resolver.interfaces[0]?.groups ?? [])
    const borders = subnetsOf(network, resolver).flatMap((subnet) => borderGates(network, subnet))
    const admits = and(or(...parts.map(({ matches }) => matches)), ...borders.map(({ passes }) => passes))
    return ['udp', 'tcp'].flatMap((protocol): Reason[] => {
      const question = and(
        inSomeBlock(REQUEST.source, [corporate]),
        inSomeBlock(REQUEST.source, [{ ...corporate, text: '0.0.0.0/0' }]),
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
        ...borders.flatMap(({ name, at }) => at.map((place) => ({ text: `${name} stands here`, at: place }))),
      ]
    })
  })
}

const subnetsOf = (network: Network, { interfaces }: Host): Subnet[] =>
  network.subnets.filter(({ id }) => interfaces.some(({ subnet }) => subnet.text === id))

/** A resolver answers with what its own VPC knows. Of subnets made elsewhere the reader has reported so. */
const isIn = (network: Network, resolver: Host, { vpc }: Endpoint): boolean =>
  subnetsOf(network, resolver).every((subnet) => subnet.vpc.text === vpc.text)
