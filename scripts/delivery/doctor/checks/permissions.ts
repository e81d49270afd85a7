import type { EvaluationResult, IAMClient } from '@aws-sdk/client-iam'
import { bad, type Check, type Finding, ok, warning } from '../check.ts'
import type { Context } from '../context.ts'
import { neededActions, unlistedTypes } from '../needed-actions.ts'

/** SimulatePrincipalPolicy takes more, and answers in pages; this many are one page. */
const AT_ONCE = 100

export const permissions: Check = {
  name: 'permissions',
  looksAt: 'SimulatePrincipalPolicy',
  async run({ aws, identity: { arn }, types }: Context) {
    if (arn.endsWith(':root')) return ok('the root user may do everything')
    const { IAMClient } = await import('@aws-sdk/client-iam')
    const iam = aws.open(IAMClient)
    const principal = await principalOf(iam, arn)
    if (!principal) return { verdict: 'unknown', found: `IAM simulates users and roles, and no ${arn}` }
    return judged(await simulated(iam, principal, neededActions(types)), unlistedTypes(types))
  },
}

/** A session is simulated by its role, whose path only IAM knows. */
async function principalOf(iam: IAMClient, arn: string): Promise<string | undefined> {
  if (/^arn:[^:]+:iam::\d+:user\//.test(arn)) return arn
  const [, RoleName] = /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(arn) ?? []
  if (RoleName === undefined) return undefined
  const { GetRoleCommand } = await import('@aws-sdk/client-iam')
  return (await iam.send(new GetRoleCommand({ RoleName }))).Role?.Arn
}

async function simulated(iam: IAMClient, principal: string, actions: readonly string[]) {
  const { paginateSimulatePrincipalPolicy } = await import('@aws-sdk/client-iam')
  const results: EvaluationResult[] = []
  for (let at = 0; at < actions.length; at += AT_ONCE) {
    const asked = { PolicySourceArn: principal, ActionNames: actions.slice(at, at + AT_ONCE) }
    for await (const page of paginateSimulatePrincipalPolicy({ client: iam }, asked))
      results.push(...(page.EvaluationResults ?? []))
  }
  return results
}

/** @param unlisted types of resources of which it is not known what they take */
export function judged(results: readonly EvaluationResult[], unlisted: readonly string[]): Finding {
  const named = (decision: string) =>
    results
      .filter(({ EvalDecision }) => EvalDecision === decision)
      .map(({ EvalActionName }) => EvalActionName)
      .join(', ')
  const [denied, missing] = [named('explicitDeny'), named('implicitDeny')]
  if (denied) return bad(`a policy denies ${denied}`, 'Use other credentials, or have that policy changed.')
  if (missing)
    return warning(
      `no policy allows ${missing} on every resource`,
      'Have them allowed, unless they are for the resources of this stack: that is not simulated.',
    )
  if (unlisted.length > 0)
    return warning(
      `${results.length} actions are allowed; what these types take is not known: ${unlisted.join(', ')}`,
      'See the reference of those types.',
    )
  return ok(`all ${results.length} actions that a deployment takes are allowed`)
}
