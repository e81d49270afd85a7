import { type Api, type Endpoint, policyValue } from '../../access/model/index.ts'
import { type Policy, readPolicy, UnreadablePolicy } from '../../access/policy/document.ts'
import type { Region } from '../../template/region.ts'
import type { TextValue, Value } from '../../template/value.ts'
import { and, atom, equals, FALSE, type Formula, is, not, or, TRUE } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { charactersIn, type PolicyFormula, policyFormula, wildcardsIn } from '../policy-formula.ts'
import type { Gate, Part } from './parts.ts'
import { accountOf, memberOf, type Routes } from './routes.ts'
import { KEYS, REQUEST } from './variables.ts'

/**
 * The endpoint's policy; without one it lets everything through. It sees who signed, whatever the method asks
 * (semantics 3.6).
 *
 * @param signer the variable that holds who that is
 */
export function endpointPolicyGate(region: Region, endpoint: Endpoint, signer: string): Gate {
  const name = `endpoint policy of ${endpoint.address}`
  if (!endpoint.policy) return { name, passes: TRUE, at: [endpoint.at], parts: [] }
  const expand = ({ text, at }: TextValue) => {
    if (text.startsWith('execute-api:'))
      throw new Unsupported('the short form in an endpoint policy (U9)', at)
    return text
  }
  const formula = formulaOf(region, endpoint.policy, signer, expand)
  return { name, passes: and(formula.allow, not(formula.deny)), at: [endpoint.at], parts: partsOf(formula) }
}

/** The resource policy with the authorization of the methods (semantics 3.3). */
export function authorizationGate(region: Region, api: Api, routes: Routes): Gate {
  const kinds = [...new Set(api.methods.map(({ authorization }) => authorization.text))]
  const gates = kinds.map((kind) => {
    const of = api.methods.filter(({ authorization }) => authorization.text === kind)
    const here = kinds.length === 1 ? TRUE : or(...of.map(({ verb, path }) => routes.only(verb.text, path)))
    const { passes, parts } = authorization(region, api, routes, kind)
    return { passes: and(here, passes), parts }
  })
  return {
    name: `resource policy of ${api.address} (authorization ${kinds.join(', ')})`,
    passes: or(...gates.map(({ passes }) => passes)),
    at: [api.at, ...api.methods.map(({ at }) => at)],
    parts: gates.flatMap(({ parts }) => parts),
  }
}

function authorization(
  region: Region,
  api: Api,
  routes: Routes,
  kind: string,
): Pick<Gate, 'passes' | 'parts'> {
  const principal = kind === 'AWS_IAM' ? REQUEST.principal : undefined
  const formula = resourcePolicyFormula(region, api, routes, principal)
  if (!formula) return { passes: withoutPolicy(api, kind), parts: [] }
  return { passes: and(table(region, kind, formula), not(formula.deny)), parts: partsOf(formula) }
}

/** What the resource policy alone says to callers, whom it sees as `principal`; undefined where there is none. */
export function resourcePolicyFormula(
  region: Region,
  { policy }: Api,
  { apiArn }: Routes,
  principal: string | undefined,
): PolicyFormula | undefined {
  const expand = ({ text }: TextValue) => text.replace(/^execute-api:\//, `${apiArn}/`)
  return policy && formulaOf(region, policy, principal, expand)
}

/** What must allow, beside no explicit deny. Where sources disagree (U6) the table that admits more. */
function table(region: Region, kind: string, { allow }: PolicyFormula): Formula {
  switch (kind) {
    case 'NONE':
      return allow
    case 'AWS_IAM': {
      const same = atom(REQUEST.principal, { kind: 'pattern', pattern: memberOf(accountOf(region)) })
      const identity = is(REQUEST.identityAllows)
      return and(signed, or(and(same, or(allow, identity)), and(not(same), allow, identity)))
    }
    case 'CUSTOM':
    case 'COGNITO_USER_POOLS':
      return or(allow, is(REQUEST.authorizerAllows))
    default:
      throw new Unsupported(`the authorization type '${kind}'`)
  }
}

/** Without a policy a private API answers nobody, and a public one whom its methods let in (semantics 3.3). */
function withoutPolicy(api: Api, kind: string): Formula {
  if (api.type.text === 'PRIVATE') return FALSE
  if (kind === 'NONE') return TRUE
  return kind === 'AWS_IAM' ? and(signed, is(REQUEST.identityAllows)) : is(REQUEST.authorizerAllows)
}

const signed = not(equals(REQUEST.principal, 'anonymous'))

function formulaOf(
  region: Region,
  value: Value,
  principal: string | undefined,
  expand: (text: TextValue) => string,
): PolicyFormula {
  try {
    const subject = {
      resource: REQUEST.resource,
      principal,
      expand,
      mayHoldWildcards: wildcardsIn(region.symbols),
      characters: charactersIn(region.symbols),
    }
    return policyFormula(readableInRequests(value), subject)
  } catch (error) {
    if (error instanceof UnreadablePolicy) throw new Unsupported(error.message, error.at)
    throw error
  }
}

/** A policy that asks of requests only what is known of them: of some keys no source says what a call to an API holds. */
export function readableInRequests(value: Value): Policy {
  const policy = readPolicy(policyValue(value))
  for (const { key, at } of policy.statements.flatMap(({ conditions }) => conditions)) {
    if (!KEYS.has(key.toLowerCase()))
      throw new Unsupported(`what the condition key '${key}' holds is not known`, at)
  }
  return policy
}

/** The statements of a policy, as evidence. */
export const partsOf = ({ statements }: PolicyFormula): Part[] =>
  statements.map(({ statement, matches }) => ({
    effect: statement.effect === 'Allow' ? 'allows' : 'denies',
    text: `${statement.effect} ${statement.sid ?? `statement ${statement.index + 1}`}`,
    at: statement.at,
    matches,
  }))
