import type { Endpoint, Host, Interface } from '../../access/model/index.ts'
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
export function dnsTrouble(subject: Subject, corporate: TextValue): Reason[] {
  const { network, requests } = subject
  const all = network.hosts.filter(({ kind }) => kind === 'inbound-resolver')
  const resolvers = all.filter((one) => answersFor(subject, one))
  if (resolvers.length === 0) {
    const others = network.hosts.filter(({ kind }) => kind === 'outbound-resolver')
    const at = all[0]?.at ?? others[0]?.at ?? requests.endpoints[0]?.at
    return [{ text: 'no inbound resolver answers the corporate DNS', ...(at && { at }) }]
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

/** A resolver of another VPC knows nothing of this one's private DNS; of a VPC made elsewhere nothing is known. */
function answersFor({ network, requests }: Subject, { interfaces }: Host): boolean {
  const vpcs = interfaces.map(({ subnet }) => network.subnets.find(({ id }) => id === subnet.text)?.vpc.text)
  return vpcs.some((vpc) => vpc === undefined || vpc === requests.endpoints[0]?.vpc.text)
}

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
