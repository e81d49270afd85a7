import type { Endpoint, Host } from '../../access/model/index.ts'
import { and, is, not, or } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { egressParts, peerGroups } from '../request/groups.ts'
import { localRoute } from '../request/local-route.ts'
import type { Gate } from '../request/parts.ts'
import { carries, REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { signerOf } from './identity.ts'
import { noWayIn } from './invocation.ts'
import { accepts, type Caller } from './liveness.ts'
import { notApplicable, PROVED, type Reason, refuted, type Theorem, type Verdict } from './theorem.ts'

export const consumerIsAccepted: Theorem = {
  id: 'consumer-is-accepted',
  kind: 'liveness',
  sentence: "the consumer's GET is accepted, whatever AWS leaves open",
  severity: 'error',
  assumes: [
    'iam-semantics',
    'authorization-tables',
    'context-keys',
    'stateful-filters',
    'private-dns',
    'ipv4-only',
    'deployment-is-current',
    'identity-policies',
  ],
  touches: ['network', 'outside', 'names', 'api', 'policy'],
  check(subject) {
    const consumers = subject.network.hosts.filter(({ kind }) => kind === 'instance')
    if (consumers.length === 0) return notApplicable('no instance is in the templates')
    const wrong = noWayIn(subject)
    if (wrong.length > 0) return refuted(...wrong)
    if (subject.requests.endpoints.length === 0) return notApplicable('the endpoint is not in the templates')
    const calls = consumers.map((consumer) => callOf(subject, consumer))
    const lost = calls.filter((call) => 'text' in call)
    if (lost.length > 0) return refuted(...lost)
    return throughEach(
      subject,
      calls.filter((call) => 'endpoint' in call),
    )
  },
}

/** A consumer and the endpoint of its VPC. */
interface Call {
  readonly endpoint: Endpoint
  readonly caller: Caller
}

/** The consumers' calls through each endpoint, for every address that either may get. */
function throughEach(subject: Subject, calls: readonly Call[]): Verdict {
  for (const endpoint of new Set(calls.map((call) => call.endpoint))) {
    const callers = calls.filter((call) => call.endpoint === endpoint).map(({ caller }) => caller)
    const verdict = accepts(subject, endpoint, callers)
    if (verdict.kind !== 'PROVED') return verdict
  }
  return PROVED
}

function callOf(subject: Subject, consumer: Host): Call | Reason {
  const { network, requests } = subject
  const [port] = consumer.interfaces
  const subnet = network.subnets.find(({ id }) => id === port?.subnet.text)
  if (port && !subnet) throw new Unsupported(`the subnet of ${consumer.address}`, port.subnet.at)
  const near = requests.endpoints.filter(({ vpc }) => vpc.text === subnet?.vpc.text)
  // A VPC has one endpoint at most that its private DNS leads to.
  const endpoint = near.find(({ privateDns }) => privateDns) ?? near[0]
  if (!port || !subnet?.cidr || !endpoint)
    return { text: `${consumer.address} is in no VPC with an execute-api endpoint`, at: consumer.at }
  const sends = egressParts(network, port.groups, endpoint.groups)
  const here = and(
    is(REQUEST.sourceSubnet, subnet.address),
    inSomeBlock(REQUEST.source, [port.ip ?? subnet.cidr]),
    ...peerGroups(network).map((id) =>
      port.groups.some(({ text }) => text === id) ? is(carries(id)) : not(is(carries(id))),
    ),
  )
  const leaves: Gate = {
    name: `egress of ${consumer.address}`,
    filter: 'groups of the client, out',
    passes: or(...sends.map(({ matches }) => matches)),
    at: network.groups.filter(({ id }) => port.groups.some(({ text }) => text === id)).map(({ at }) => at),
    parts: sends,
  }
  const signer = signerOf(subject, consumer)
  const own = [localRoute(network, subnet), leaves, ...signer.gates]
  return { endpoint, caller: { here: and(here, signer.is), own, groups: port.groups } }
}
