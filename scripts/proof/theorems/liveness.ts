import type { Endpoint } from '../../access/model/index.ts'
import { absent, and, atom, equals, type Formula, is, not, or } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { replay, type Sender } from '../replay.ts'
import { inSomeBlock } from '../request/blocks.ts'
import { readable } from '../request/readable.ts'
import { accountOf, memberOf } from '../request/routes.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import { type Found, findAll, stoppedBy } from './ask.ts'
import { known } from './filters.ts'
import { mayNotInvoke } from './invocation.ts'
import { nameResolves } from './names.ts'
import { PROVED, type Reason, refuted, type Verdict } from './theorem.ts'

/** Somebody whose calls must be accepted. */
export interface Caller extends Sender {
  /** Where it is and what it carries. */
  readonly here: Formula
}

/**
 * PROVED when every request of each caller is accepted, and there is one: the declared GETs, over HTTPS, to any
 * interface of the endpoint. What AWS leaves open (aws:SourceIp, the client's port) may turn out against the caller.
 */
export function accepts(subject: Subject, endpoint: Endpoint, callers: readonly Caller[]): Verdict {
  const { requests, api } = subject
  known(endpoint)
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
    is(REQUEST.protocol, 'tcp'),
    atom(REQUEST.port, { kind: 'integers', from: 443, to: 443 }),
    toItsInterfaces(subject, endpoint),
  )
  const passes = and(...requests.gates.map((gate) => gate.passes))
  return decide(subject, endpoint, callers, and(call, passes), call, and(call, not(passes)))
}

/** Asks for all callers at once, since they have all but their own gates in common. */
function decide(
  subject: Subject,
  endpoint: Endpoint,
  callers: readonly Caller[],
  accepted: Formula,
  call: Formula,
  refused: Formula,
): Verdict {
  const passesOwn = ({ own }: Caller) => and(...own.map((gate) => gate.passes))
  const refusals = findAll(
    subject,
    callers.map((caller) => and(caller.here, or(refused, and(call, not(passesOwn(caller)))))),
  )
  for (const [i, refusal] of refusals.entries()) if (refusal) return refusedBy(subject, callers[i], refusal)
  const witnesses = findAll(
    subject,
    callers.map((caller) => and(caller.here, accepted, passesOwn(caller))),
  )
  for (const [i, witness] of witnesses.entries()) {
    if (!witness)
      return refuted({ text: 'there is no such request', at: subject.api.at }, ...withoutInterface(endpoint))
    replay(subject, witness, callers[i])
  }
  return PROVED
}

function refusedBy(subject: Subject, caller: Caller | undefined, refused: Found): Verdict {
  replay(subject, refused, caller)
  const { requests } = subject
  const withOwn = {
    ...subject,
    requests: { ...requests, gates: [...(caller?.own ?? []), ...requests.gates] },
  }
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

const withoutInterface = ({ subnets, address, at }: Endpoint): Reason[] =>
  subnets.length > 0 ? [] : [{ text: `${address} is in no subnet, so it has no interface`, at }]

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
  if (subnets.length === 0) throw new Unsupported(`the subnets of ${endpoint.address}`, endpoint.at)
  return or(
    ...subnets.flatMap(({ address, cidr }) =>
      cidr ? [and(is(REQUEST.destinationSubnet, address), inSomeBlock(REQUEST.destination, [cidr]))] : [],
    ),
  )
}
