import type { Call } from './policy/call.ts'
import type { Effect } from './policy/decide.ts'
import type { Policy } from './policy/document.ts'
import { judge } from './policy/judge.ts'
import { methods } from './policy/methods.ts'
import { type Doubts, refuseDoubts } from './policy/unsettled.ts'

export type { Call } from './policy/call.ts'

export type EndpointType = 'PRIVATE' | 'REGIONAL' | 'EDGE'
export type AuthType = 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'COGNITO_USER_POOLS'
/** A Lambda authorizer's policy for the call, or a Cognito token's; `unauthenticated` is a 401. */
export type AuthorizerDecision = 'allow' | 'deny' | 'neutral' | 'unauthenticated'
/** In the order in which a call meets them (semantics 3.1). */
export type PolicyGate = 'endpoint type' | 'endpoint policy' | 'authentication' | 'authorization'

export interface GateVerdict {
  readonly gate: PolicyGate
  readonly verdict: Effect
  readonly because: readonly string[]
}

export interface CallVerdict {
  readonly verdict: 'allow' | 'deny'
  readonly denyKind: 'explicit' | 'implicit' | null
  /** The gates up to the one that denies. */
  readonly gates: readonly GateVerdict[]
}

export interface Question {
  readonly endpointType: EndpointType
  readonly authType: AuthType
  readonly resourcePolicy: Policy | undefined
  /** Undefined is the policy that EC2 gives by default: full access. */
  readonly endpointPolicy: Policy | undefined
  readonly request: Call
  /** `arn:aws:execute-api:{region}:{account}:{api}` */
  readonly apiArn: string
  /** Of the caller, who signs; none allow nothing. */
  readonly identityPolicies?: readonly Policy[]
  /** Must be given for CUSTOM and COGNITO_USER_POOLS. */
  readonly authorizerDecision?: AuthorizerDecision
}

/** A gate answers, or undefined where the call does not meet it. */
type Gate = (question: Question, doubts: Doubts) => GateVerdict | undefined

/** Default names of public APIs are answered `Forbidden` by an endpoint (semantics 1.3). */
const publicThroughEndpoint: Gate = ({ endpointType, request }) =>
  endpointType !== 'PRIVATE' && request.sourceVpce !== null
    ? typeGate(`an endpoint leads to private APIs only, and this one is ${endpointType}`)
    : undefined

/** Heard first; it sees who signed, whatever the method's authorization (semantics 3.6). */
const endpointPolicy: Gate = (question, doubts) => {
  if (question.request.sourceVpce === null) return undefined
  const gate = 'endpoint policy'
  if (!question.endpointPolicy) return { gate, verdict: 'allow', because: ['the default: full access'] }
  const { effect, because } = judge(question.endpointPolicy, { of: 'endpoint' }, question, true, doubts)
  return { gate, verdict: effect, because }
}

/** A private API without a policy cannot even be deployed (semantics 3.3). */
const privateWithoutPolicy: Gate = ({ endpointType, resourcePolicy }) =>
  endpointType === 'PRIVATE' && !resourcePolicy
    ? {
        gate: 'authorization',
        verdict: 'implicit-deny',
        because: ['a private API without a resource policy refuses every call'],
      }
    : undefined

const authorization: Gate = (question, doubts) => methods[question.authType](question, doubts)

/**
 * Last, and not first: what a public front end answers for a private API is not settled (U1), so that a policy which
 * denies is told before.
 */
const privateFromInternet: Gate = ({ endpointType, request }) =>
  endpointType === 'PRIVATE' && request.sourceVpce === null
    ? typeGate(
        'a private API is called through an endpoint only; its policies alone would let this call in (U1)',
      )
    : undefined

const typeGate = (because: string): GateVerdict => ({
  gate: 'endpoint type',
  verdict: 'implicit-deny',
  because: [because],
})

const GATES: readonly Gate[] = [
  publicThroughEndpoint,
  endpointPolicy,
  privateWithoutPolicy,
  authorization,
  privateFromInternet,
]

/**
 * Whether the policies let one call reach the integration, gate by gate, with the reasons of each.
 *
 * @throws Unsettled where no source decides, unless `doubts` takes the readings
 */
export function decideCall(question: Question, doubts: Doubts = refuseDoubts): CallVerdict {
  const gates: GateVerdict[] = []
  for (const gate of GATES) {
    const verdict = gate(question, doubts)
    if (verdict) gates.push(verdict)
    if (verdict?.verdict === 'explicit-deny') return { verdict: 'deny', denyKind: 'explicit', gates }
    if (verdict?.verdict === 'implicit-deny') return { verdict: 'deny', denyKind: 'implicit', gates }
  }
  return { verdict: 'allow', denyKind: null, gates }
}
