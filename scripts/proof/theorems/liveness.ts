import type { Endpoint } from '../../access/model/index.ts'
import { absent, and, atom, equals, type Formula, is, not, or } from '../logic/formula.ts'
import { replay } from '../replay.ts'
import { inSomeBlock } from '../request/blocks.ts'
import type { Gate } from '../request/parts.ts'
import { readable } from '../request/readable.ts'
import { accountOf, memberOf } from '../request/routes.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { find, stoppedBy } from './ask.ts'
import { mayNotInvoke } from './invocation.ts'
import { nameResolves } from './names.ts'
import { PROVED, refuted, type Verdict } from './theorem.ts'

/**
 * PROVED when every request of a caller is accepted, and there is one: the declared GETs, over HTTPS, to any
 * interface of the endpoint. What AWS leaves open (aws:SourceIp, the client's port) may turn out against the caller.
 *
 * @param here where the caller is and what it carries
 * @param further gates of the caller's own, such as the egress of its groups
 */
export function accepts(
  subject: Subject,
  endpoint: Endpoint,
  here: Formula,
  further: readonly Gate[],
): Verdict {
  const { requests, api } = subject
  const unresolved = nameResolves(subject, endpoint)
  if (unresolved) return refuted(unresolved)
  const forbidden = mayNotInvoke(subject)
  if (forbidden.length > 0) return refuted(...forbidden)
  const gets = api.methods.filter(({ verb }) => verb.text === 'GET' || verb.text === 'ANY')
  if (gets.length === 0 || api.stages.length === 0)
    return refuted({
      text: `${api.address} has no GET that a stage serves`,
      at: api.methods[0]?.at ?? api.at,
    })
  const call = and(
    requests.facts,
    is(REQUEST.via, endpoint.address),
    or(...gets.map(({ path }) => requests.routes.only('GET', path))),
    signature(subject),
    here,
    is(REQUEST.protocol, 'tcp'),
    atom(REQUEST.port, { kind: 'integers', from: 443, to: 443 }),
    toItsInterfaces(subject, endpoint),
  )
  const withOwn: Subject = { ...subject, requests: { ...requests, gates: [...further, ...requests.gates] } }
  const passes = and(...withOwn.requests.gates.map((gate) => gate.passes))
  const refused = find(subject, and(call, not(passes)))
  if (refused) {
    replay(withOwn, refused)
    return {
      kind: 'REFUTED',
      because: [
        { text: 'this request is refused:' },
        ...readable(subject, refused.model),
        ...stoppedBy(withOwn, refused),
      ],
      counterexample: refused.model,
    }
  }
  const witness = find(subject, and(call, passes))
  if (!witness) return refuted({ text: 'there is no such request', at: api.at })
  replay(withOwn, witness)
  return PROVED
}

/** Unsigned where nobody asks for a signature; else by somebody of this account, whose own policies are silent. */
function signature({ api, region }: Subject): Formula {
  const asks = api.methods.some(({ authorization }) => authorization.text === 'AWS_IAM')
  if (!asks)
    return and(
      equals(REQUEST.principal, 'anonymous'),
      equals(REQUEST.endpointPrincipal, 'anonymous'),
      absent('aws:principalarn'),
    )
  const member = memberOf(accountOf(region))
  return and(
    ...[REQUEST.principal, REQUEST.endpointPrincipal].map((variable) =>
      atom(variable, { kind: 'pattern', pattern: member }),
    ),
  )
}

function toItsInterfaces({ network }: Subject, endpoint: Endpoint): Formula {
  const subnets = network.subnets.filter(({ id }) => endpoint.subnets.some(({ text }) => text === id))
  return or(
    ...subnets.flatMap(({ address, cidr }) =>
      cidr ? [and(is(REQUEST.destinationSubnet, address), inSomeBlock(REQUEST.destination, [cidr]))] : [],
    ),
  )
}
