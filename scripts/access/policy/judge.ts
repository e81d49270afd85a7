import type { Question } from '../authorization.ts'
import { methodArn } from './call.ts'
import { contextOf, doubtMissingKeys } from './context.ts'
import { decidePolicy, type Effect } from './decide.ts'
import type { Policy } from './document.ts'
import { evidenceText } from './evidence.ts'
import type { Keeper } from './statement.ts'
import type { Doubts } from './unsettled.ts'

/** What one or more policies say to a call, in words. */
export interface Judgement {
  readonly effect: Effect
  readonly because: readonly string[]
}

/** A policy and the call as its keeper sees it: with who signed, or as anonymous (semantics 3.1, 3.6). */
export function judge(
  policy: Policy,
  keeper: Keeper,
  { request: call, apiArn }: Question,
  seesIdentity: boolean,
  doubts: Doubts,
): Judgement {
  const context = contextOf(call, seesIdentity)
  doubtMissingKeys(policy, context, doubts)
  const request = {
    principal: seesIdentity ? call.principal : null,
    action: 'execute-api:Invoke',
    resource: methodArn(apiArn, call),
    context,
  }
  const { effect, because, onlyByAccount } = decidePolicy(policy, request, undefined, doubts, keeper)
  const telling =
    effect === 'implicit-deny'
      ? because
      : because.filter(({ matches, statement }) => {
          return matches && statement.effect === (effect === 'allow' ? 'Allow' : 'Deny')
        })
  const lines = telling.map(evidenceText)
  if (effect === 'implicit-deny') lines.unshift('no statement allows it')
  if (onlyByAccount && keeper.of === 'api')
    lines.push('only the account is allowed: table A counts that, IAM would leave it to the identity')
  const testsSourceIp = policy.statements.some(({ conditions }) =>
    conditions.some(({ key }) => key.toLowerCase() === 'aws:sourceip'),
  )
  if (testsSourceIp && call.sourceVpce !== null && call.sourceIp === null)
    lines.push('aws:SourceIp is taken to be absent through an endpoint, as IAM documents it (U2)')
  return { effect, because: lines }
}

/** The policies of an identity together: one Deny wins, one Allow is enough. */
export function judgeIdentity(question: Question, doubts: Doubts): Judgement {
  const { identityPolicies = [] } = question
  const judged = identityPolicies.map((policy) => judge(policy, { of: 'identity' }, question, true, doubts))
  const found = (wanted: Effect) => judged.find(({ effect }) => effect === wanted)
  return (
    found('explicit-deny') ??
    found('allow') ?? {
      effect: 'implicit-deny',
      because: ['no policy of the identity allows it', ...judged.flatMap(({ because }) => because)],
    }
  )
}
