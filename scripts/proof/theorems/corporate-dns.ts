import type { Endpoint, Host, Interface, Network } from '../../access/model/index.ts'
import { unmade } from '../../template/unmade.ts'
import type { TextValue } from '../../template/value.ts'
import { LAST_V4 } from '../logic/address.ts'
import { and, atom, type Formula, is, not } from '../logic/formula.ts'
import { OUTSIDER } from '../replay/packet.ts'
import { replayBetween, replayForwarding } from '../replay.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { doorGates } from '../request/filters.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { find, stoppedBy } from './ask.ts'
import type { Reason } from './theorem.ts'

/** Why the corporate DNS gets no answer from an inbound resolver of the endpoint's VPC, over udp or over tcp. */
export function dnsTrouble(subject: Subject, endpoint: Endpoint, corporate: TextValue): Reason[] {
  const { network, region } = subject
  const all = network.hosts.filter(({ kind }) => kind.endsWith('-resolver'))
  const resolvers = all.filter((host) => host.kind === 'inbound-resolver' && isIn(network, host, endpoint))
  if (resolvers.length === 0) {
    const at = all[0]?.at ?? endpoint.at
    const absent = unmade('AWS::Route53Resolver::ResolverEndpoint', region.evaluation)
    return [
      { text: `no inbound resolver in the VPC of ${endpoint.address} answers the corporate DNS`, at },
      ...absent.map((one) => ({ text: `${one.address} is not made under these conditions`, at: one.at })),
    ]
  }
  return resolvers.flatMap((resolver): Reason[] =>
    ['udp', 'tcp'].flatMap((protocol) => {
      const asks = question(corporate, protocol)
      const because = resolver.interfaces.map((one) => refusal(subject, resolver, one, asks)).find(Boolean)
      const text = `${resolver.address} lets in no DNS over ${protocol} from the corporate network`
      return because ? [{ text, at: resolver.at }, ...because] : []
    }),
  )
}

/** A resolver answers with what its own VPC knows. Of subnets made elsewhere the reader has reported so. */
const isIn = (network: Network, { interfaces }: Host, { vpc }: Endpoint): boolean =>
  network.subnets
    .filter(({ id }) => interfaces.some(({ subnet }) => subnet.text === id))
    .every((subnet) => subnet.vpc.text === vpc.text)

const question = (corporate: TextValue, protocol: string): Formula =>
  and(
    inSomeBlock(REQUEST.source, [corporate]),
    atom(REQUEST.source, { kind: 'addresses', range: { first: 0n, last: LAST_V4 } }),
    is(REQUEST.protocol, protocol),
    atom(REQUEST.port, { kind: 'integers', from: 53, to: 53 }),
  )

/** Why an interface of a resolver does not let every such question in; undefined when it does. */
function refusal(subject: Subject, resolver: Host, one: Interface, asks: Formula): Reason[] | undefined {
  const { network, requests } = subject
  const gates = doorGates(network, resolver, one)
  const refused = find(subject, and(asks, not(and(...gates.map(({ passes }) => passes)))))
  if (!refused) return undefined
  const subnet = network.subnets.find(({ id }) => id === one.subnet.text)
  const to = { subnet, groups: one.groups, filtersItself: true }
  replayBetween(subject, refused, gates, { from: OUTSIDER, to })
  return stoppedBy({ ...subject, requests: { ...requests, gates } }, refused)
}

/** What is found to answer is asked. */
export function confirmDns(subject: Subject, corporate: TextValue, endpoint: Endpoint): void {
  const witness = find(subject, question(corporate, 'udp'))
  if (witness) replayForwarding(subject, witness, endpoint)
}
