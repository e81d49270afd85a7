import { holds } from './condition.ts'
import type { Condition, Policy, Statement } from './document.ts'
import { coversAction, coversResource } from './elements.ts'
import type { ElementEvidence, Evidence } from './evidence.ts'
import { coverOf } from './principal.ts'
import { type PolicyRequest, valuesOf } from './request.ts'
import type { Scope } from './scope.ts'
import { type Doubts, Unsettled } from './unsettled.ts'

/** Where a policy is kept, which settles how its text is read. */
export type Keeper =
  /** API Gateway, which expands `execute-api:/…` to the API. */
  | { readonly of: 'api'; readonly apiArn: string }
  /** EC2, for an endpoint. */
  | { readonly of: 'endpoint' }
  /** The identity that signs: such a policy names no principal. */
  | { readonly of: 'identity' }

/** Whether one statement matches. Every element is looked at, so that a doubt is never passed over. */
export function matchStatement(
  statement: Statement,
  policy: Policy,
  request: PolicyRequest,
  keeper: Keeper,
  doubts: Doubts,
): Evidence {
  const { effect, at } = statement
  const scope: Scope = { request, variables: policy.version === '2012-10-17', effect, doubts }
  if ((statement.principals === undefined) !== (keeper.of === 'identity'))
    throw new Unsettled(
      statement.principals
        ? 'the policy of an identity names no principals'
        : 'the statement names no Principal',
      at,
    )
  const cover = statement.principals ? coverOf(statement.principals, scope) : 'named'
  const apiArn = keeper.of === 'api' ? keeper.apiArn : undefined
  const elements: (ElementEvidence | false)[] = [
    cover === 'none' && { element: 'principal', actual: request.principal ?? 'anonymous' },
    !coversAction(statement.actions, scope) && { element: 'action', actual: request.action },
    !coversResource(statement.resources, apiArn, scope) && { element: 'resource', actual: request.resource },
  ]
  const tested = statement.conditions.map((condition) => ({ condition, holds: holds(condition, scope) }))
  const failed = tested.filter((test) => !test.holds).map(({ condition }) => evidenceOf(condition, request))
  const mismatches = [...elements.filter((mismatch) => mismatch !== false), ...failed]
  const met = mismatches.length > 0 ? [] : statement.conditions.map((one) => evidenceOf(one, request))
  return { statement, matches: mismatches.length === 0, byAccount: cover === 'account', mismatches, met }
}

const evidenceOf = (condition: Condition, request: PolicyRequest): ElementEvidence => ({
  element: 'condition',
  condition,
  actual: valuesOf(request.context, condition.key)?.join(', '),
})
