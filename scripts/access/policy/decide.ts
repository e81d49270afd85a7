import type { Policy } from './document.ts'
import type { Evidence } from './evidence.ts'
import type { PolicyRequest } from './request.ts'
import { type Keeper, matchStatement } from './statement.ts'
import { type Doubts, refuseDoubts } from './unsettled.ts'

export type { Evidence } from './evidence.ts'
export type { PolicyRequest } from './request.ts'
export { Unsettled } from './unsettled.ts'

export type Effect = 'allow' | 'explicit-deny' | 'implicit-deny'

export interface Decision {
  readonly effect: Effect
  /** The deciding statements first: for an implicit deny there are none, and all say why they do not match. */
  readonly because: readonly Evidence[]
  /**
   * Whether only an account principal allows. In IAM that delegates to the account's own policies; table A of API
   * Gateway counts it as Allow (semantics 3.3).
   */
  readonly onlyByAccount: boolean
}

/**
 * What one policy says to one request: a Deny that matches, else an Allow that matches, else an implicit deny; the
 * order of the statements does not count (semantics 3.2).
 *
 * @param apiArn for the resource policy of an API: to which `execute-api:/…` is expanded; none for an endpoint's
 * @param keeper for the policy of an identity, which names no principals
 * @throws Unsettled where no source decides, unless `doubts` takes the readings
 */
export function decidePolicy(
  policy: Policy,
  request: PolicyRequest,
  apiArn?: string,
  doubts: Doubts = refuseDoubts,
  keeper: Keeper = apiArn === undefined ? { of: 'endpoint' } : { of: 'api', apiArn },
): Decision {
  const evidence = policy.statements.map((statement) =>
    matchStatement(statement, policy, request, keeper, doubts),
  )
  const denies = evidence.filter(({ matches, statement }) => matches && statement.effect === 'Deny')
  const allows = evidence.filter(({ matches, statement }) => matches && statement.effect === 'Allow')
  const deciding = denies.length > 0 ? denies : allows
  const effect = denies.length > 0 ? 'explicit-deny' : allows.length > 0 ? 'allow' : 'implicit-deny'
  return {
    effect,
    because: [...deciding, ...evidence.filter((one) => !deciding.includes(one))],
    onlyByAccount: effect === 'allow' && allows.every(({ byAccount }) => byAccount),
  }
}
