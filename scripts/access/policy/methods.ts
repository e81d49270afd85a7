import type { AuthorizerDecision, AuthType, GateVerdict, Question } from '../authorization.ts'
import { isSameAccount } from './context.ts'
import type { Effect } from './decide.ts'
import { type Judgement, judge, judgeIdentity } from './judge.ts'
import { bothAllow, eitherAllows, type Table } from './tables.ts'
import type { Doubts } from './unsettled.ts'

/** How a method with one type of authorization uses the resource policy (semantics 3.3). */
type Method = (question: Question, doubts: Doubts) => GateVerdict

const anonymous = (question: Question, doubts: Doubts): Judgement => resource(question, false, doubts)

/** Absent, the resource policy of a public API is silent; a private API without one is refused before (3.3). */
function resource(question: Question, seesIdentity: boolean, doubts: Doubts): Judgement {
  const { resourcePolicy, apiArn } = question
  if (!resourcePolicy) return { effect: 'implicit-deny', because: ['the API has no resource policy'] }
  const { effect, because } = judge(resourcePolicy, { of: 'api', apiArn }, question, seesIdentity, doubts)
  return { effect, because: because.map((line) => `resource policy: ${line}`) }
}

const none: Method = (question, doubts) => {
  if (!question.resourcePolicy)
    return authorization('allow', ['no resource policy and no authorization: the method is public'])
  const { effect, because } = anonymous(question, doubts)
  return authorization(effect, because)
}

const iam: Method = (question, doubts) => {
  const { principal } = question.request
  if (principal === null)
    return authentication('implicit-deny', 'the call carries no signature: Missing Authentication Token')
  const same = isSameAccount(principal, question.apiArn)
  const identity = judgeIdentity(question, doubts)
  const identityLines = identity.because.map((line) => `identity: ${line}`)
  const rule = same ? 'same account: either may allow (table A)' : 'other account: both must allow (table B)'
  const policy = resource(question, true, doubts)
  return combined({ ...identity, because: identityLines }, policy, same ? eitherAllows : bothAllow, rule)
}

const custom: Method = (question, doubts) => {
  const policy = anonymous(question, doubts)
  // First of two phases: a policy that denies is heard before the authorizer is called.
  if (policy.effect === 'explicit-deny')
    return authorization('explicit-deny', [...policy.because, 'the authorizer is not called'])
  const decision = decisionOf(question)
  if (decision === 'unauthenticated')
    return authentication('implicit-deny', 'the authorizer knows no caller: 401')
  const authorizer = { effect: AUTHORIZER[decision], because: [`the authorizer's policy: ${decision}`] }
  return combined(authorizer, policy, eitherAllows, 'either may allow (table A)')
}

const cognito: Method = (question, doubts) => {
  const decision = decisionOf(question)
  if (decision === 'unauthenticated') return authentication('implicit-deny', 'no valid token: 401')
  const token = { effect: AUTHORIZER[decision], because: [`the token: ${decision}`] }
  if (!question.resourcePolicy) return authorization(token.effect, token.because)
  const policy = anonymous(question, doubts)
  const gate = combined(token, policy, bothAllow, 'the token and the resource policy must both allow')
  if (policy.effect !== 'implicit-deny' || token.effect !== 'allow') return gate
  const flag = 'AWS contradicts itself here: its prose says deny, its table A allow; this is the prose (U6)'
  return { ...gate, because: [flag, ...gate.because] }
}

/** Each type of authorization. */
export const methods: Readonly<Record<AuthType, Method>> = {
  NONE: none,
  AWS_IAM: iam,
  CUSTOM: custom,
  COGNITO_USER_POOLS: cognito,
}

const AUTHORIZER: Readonly<Record<Exclude<AuthorizerDecision, 'unauthenticated'>, Effect>> = {
  allow: 'allow',
  neutral: 'implicit-deny',
  deny: 'explicit-deny',
}

function decisionOf({ authorizerDecision, authType }: Question): AuthorizerDecision {
  if (!authorizerDecision) throw new Error(`a call to a ${authType} method needs the authorizer's decision`)
  return authorizerDecision
}

function combined(who: Judgement, policy: Judgement, table: Table, rule: string): GateVerdict {
  return authorization(table[who.effect][policy.effect], [rule, ...who.because, ...policy.because])
}

const authorization = (verdict: Effect, because: readonly string[]): GateVerdict => ({
  gate: 'authorization',
  verdict,
  because,
})
const authentication = (verdict: Effect, because: string): GateVerdict => ({
  gate: 'authentication',
  verdict,
  because: [because],
})
