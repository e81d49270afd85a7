import type { Host } from '../../access/model/index.ts'
import { and, is, not, or } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { egressParts } from '../request/filters.ts'
import { carries, REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { identityGate } from './identity.ts'
import { noWayIn } from './invocation.ts'
import { accepts } from './liveness.ts'
import { notApplicable, PROVED, refuted, type Theorem, type Verdict } from './theorem.ts'

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
    for (const consumer of consumers) {
      const verdict = reaches(subject, consumer)
      if (verdict.kind !== 'PROVED') return verdict
    }
    return PROVED
  },
}

/** The consumer's call through an endpoint of its VPC, for every address either may get. */
function reaches(subject: Subject, consumer: Host): Verdict {
  const { network, requests } = subject
  const [port] = consumer.interfaces
  const subnet = network.subnets.find(({ id }) => id === port?.subnet.text)
  if (port && !subnet) throw new Unsupported(`the subnet of ${consumer.address}`, port.subnet.at)
  const near = requests.endpoints.filter(({ vpc }) => vpc.text === subnet?.vpc.text)
  // A VPC has one endpoint at most that its private DNS leads to.
  const endpoint = near.find(({ privateDns }) => privateDns) ?? near[0]
  if (!port || !subnet?.cidr || !endpoint)
    return refuted({ text: `${consumer.address} is in no VPC with an execute-api endpoint`, at: consumer.at })
  const sends = egressParts(network, port.groups, endpoint.groups)
  const here = and(
    is(REQUEST.sourceSubnet, subnet.address),
    inSomeBlock(REQUEST.source, [port.ip ?? subnet.cidr]),
    ...network.groups.map(({ id }) =>
      port.groups.some(({ text }) => text === id) ? is(carries(id)) : not(is(carries(id))),
    ),
  )
  const leaves = {
    name: `egress of ${consumer.address}`,
    passes: or(...sends.map(({ matches }) => matches)),
    at: network.groups.filter(({ id }) => port.groups.some(({ text }) => text === id)).map(({ at }) => at),
    parts: sends,
  }
  return accepts(subject, endpoint, here, [leaves, ...identityGate(subject, consumer)])
}
