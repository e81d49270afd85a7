import { placeText, type Value } from '../../template/value.ts'
import {
  type AuthType,
  type CallVerdict,
  decideCall,
  type EndpointType,
  type PolicyGate,
} from '../authorization.ts'
import { type Evidence, policyValue, Undecided } from '../model/index.ts'
import { formatAddress } from '../network/index.ts'
import { type Policy, readPolicy } from '../policy/document.ts'
import type { Call } from './call.ts'
import { declaredMethod } from './declared.ts'
import { type Answer, type Judgement, pass, stop } from './gate.ts'
import { apiArn, apiOf, type Model } from './model.ts'
import { destinationOf, stationOf } from './way.ts'

/** What the policies on the way say of a call, and the policies themselves. */
export interface Policies {
  readonly verdict: CallVerdict
  readonly resource: Policy | undefined
  readonly endpoint: Policy | undefined
}

/** Asks the policies, in the order in which a call meets them (semantics, section 3.1). */
export function askPolicies(call: Call, model: Model): Policies {
  const api = apiOf(call, model)
  const destination = destinationOf(call, model)
  const resource = read(api.policy)
  const endpoint = destination.to === 'endpoint' ? read(destination.endpoint.policy) : undefined
  // A method that is not declared has no authorization of its own: only the policy speaks.
  const method = declaredMethod(api, call.method, call.path)
  const verdict = decideCall({
    endpointType: oneOf(TYPES, api.type),
    authType: method ? oneOf(AUTHORIZATIONS, method.authorization) : 'NONE',
    resourcePolicy: resource,
    endpointPolicy: endpoint,
    request: {
      ...seen(call, model),
      principal: call.principal,
      method: call.method,
      path: call.path,
      stage: call.stage,
      ...(call.context ? { context: call.context } : {}),
    },
    apiArn: apiArn(call, model),
  })
  return { verdict, resource, endpoint }
}

/** How the policies refuse, as a part of an answer. */
export const deniedBy = ({ verdict: { denyKind } }: Policies): Pick<Answer, 'denied'> =>
  denyKind === null ? {} : { denied: denyKind }

/** The verdict of some of the policies' gates as ours. */
export function judge(policies: Policies, gates: readonly PolicyGate[], answer: Answer): Judgement {
  const asked = policies.verdict.gates.filter(({ gate }) => gates.includes(gate))
  const because = asked.flatMap((one) =>
    one.because.map((says): Evidence => ({ says, at: placeOf(says, policies) })),
  )
  return asked.every(({ verdict }) => verdict === 'allow') ? pass(...because) : stop(answer, ...because)
}

/** What the front end sees of where the call comes from (semantics, section 4.1). */
function seen(call: Call, model: Model) {
  const destination = destinationOf(call, model)
  const address = formatAddress(stationOf(call.caller, model.network).address)
  if (destination.to === 'endpoint') {
    const { id, vpc } = destination.endpoint
    return { sourceVpce: id, sourceVpc: vpc.text, vpcSourceIp: address, sourceIp: null }
  }
  if (call.caller.kind === 'other-vpc') {
    const { endpoint, vpc } = call.caller
    return { sourceVpce: endpoint, sourceVpc: vpc, vpcSourceIp: address, sourceIp: null }
  }
  const { policy } = apiOf(call, model)
  if (policy && call.caller.kind !== 'internet')
    throw new Undecided('the public address that the caller has on the internet', policy.at)
  return { sourceVpce: null, sourceVpc: null, vpcSourceIp: null, sourceIp: address }
}

const TYPES: readonly EndpointType[] = ['PRIVATE', 'REGIONAL', 'EDGE']
const AUTHORIZATIONS: readonly AuthType[] = ['NONE', 'AWS_IAM']

function oneOf<Name extends string>(
  names: readonly Name[],
  text: { text: string; at: Evidence['at'] & object },
): Name {
  const name = names.find((one) => one === text.text)
  if (name === undefined) throw new Undecided(`what ${text.text} decides`, text.at)
  return name
}

const read = (policy: Value | undefined): Policy | undefined => policy && readPolicy(policyValue(policy))

/** The statement that a piece of evidence names. */
const placeOf = (says: string, { resource, endpoint }: Policies) =>
  [resource, endpoint]
    .flatMap((policy) => policy?.statements ?? [])
    .find(({ at }) => says.includes(`(${placeText(at)})`))?.at
