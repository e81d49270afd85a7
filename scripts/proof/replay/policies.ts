import { type AuthType, decideCall, type EndpointType } from '../../access/authorization.ts'
import { policyValue } from '../../access/model/index.ts'
import { Unsettled } from '../../access/policy/decide.ts'
import { type Policy, readPolicy } from '../../access/policy/document.ts'
import type { TextValue, Value } from '../../template/value.ts'
import { addressText } from '../logic/address.ts'
import { evaluate } from '../logic/formula.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import type { Found } from '../theorems/ask.ts'
import type { Valuation } from './valuation.ts'
import { valued } from './valued.ts'

/**
 * Asks the reference interpreter of policies.
 *
 * @returns whether it could be asked; not where a doubt of the sources (Unsettled) or of the template is in play
 */
export function replayPolicies(subject: Subject, found: Found, valuation: Valuation): boolean {
  const { requests, api } = subject
  const resource = text(found, REQUEST.resource)
  const method = resource && methodOf(subject, resource)
  if (!resource || !method) return false
  const expected = requests.policies.every(({ passes }) => evaluate(passes, found.model, found.free))
  const endpoint = requests.endpoints.find(({ address }) => address === found.model.get(REQUEST.via))
  const [stage = '', verb = '', ...path] = resource.slice(requests.routes.apiArn.length + 1).split('/')
  const value = (variable: string) => {
    const symbolic = text(found, variable)
    return symbolic === undefined ? null : valuation(symbolic)
  }
  const signer = value(REQUEST.principal) ?? 'anonymous'
  const principal = signer === 'anonymous' ? value(REQUEST.endpointPrincipal) : signer
  try {
    const { gates } = decideCall({
      endpointType: api.type.text as EndpointType,
      authType: method.authorization.text as AuthType,
      resourcePolicy: policyOf(api.policy, valuation),
      endpointPolicy: policyOf(endpoint?.policy, valuation),
      request: {
        sourceVpce: value('aws:sourcevpce'),
        sourceVpc: value('aws:sourcevpc'),
        vpcSourceIp: value('aws:vpcsourceip'),
        sourceIp: value('aws:sourceip'),
        principal: principal === 'anonymous' ? null : principal,
        stage: valuation(stage),
        method: verb,
        path: `/${path.join('/')}`,
        context: contextOf(found, valuation),
      },
      apiArn: valuation(requests.routes.apiArn),
      identityPolicies: found.model.get(REQUEST.identityAllows) === 'yes' ? [ALLOW_ALL] : [],
      authorizerDecision: found.model.get(REQUEST.authorizerAllows) === 'yes' ? 'allow' : 'neutral',
    })
    // What a public front end does with a private API is not settled (U1): only the policies are compared.
    const actual = gates
      .filter(({ gate }) => gate !== 'endpoint type')
      .every(({ verdict }) => verdict === 'allow')
    if (actual !== expected) throw new Error(disagreement(subject, expected, resource, gates))
    return true
  } catch (error) {
    if (error instanceof Unsettled) return false
    throw error
  }
}

/** Keys that the caller, and not its way in, decides. */
const FREE_KEYS = ['aws:useragent', 'aws:referer', 'aws:sourcearn', 'aws:sourceaccount', 'aws:principalorgid']

function contextOf(found: Found, valuation: Valuation): Record<string, string> {
  return Object.fromEntries(
    FREE_KEYS.flatMap((key) => {
      const value = text(found, key)
      return value === undefined ? [] : [[key, valuation(value)]]
    }),
  )
}

function disagreement(
  subject: Subject,
  expected: boolean,
  resource: string,
  gates: readonly { gate: string; verdict: string }[],
) {
  const said = gates.map(({ gate, verdict }) => `${gate} ${verdict}`).join(', ')
  return `internal error: the proof says that ${subject.api.address} ${expected ? 'accepts' : 'refuses'} ${subject.region.symbols.show(resource)}, the interpreter says: ${said}`
}

/** The method that answers a method ARN; undefined for what nobody declares. */
function methodOf({ api, requests }: Subject, resource: string) {
  const [, verb = '', ...path] = resource.slice(requests.routes.apiArn.length + 1).split('/')
  return api.methods.find(
    (method) =>
      (method.verb.text === verb || method.verb.text === 'ANY') && method.path === `/${path.join('/')}`,
  )
}

/** A variable's value as a text, its symbols included. */
function text({ model }: Found, variable: string): string | undefined {
  const value = model.get(variable)
  if (value === undefined) return undefined
  return typeof value === 'bigint' ? addressText(value) : String(value)
}

const policyOf = (value: Value | undefined, valuation: Valuation): Policy | undefined =>
  value && readPolicy(valued(policyValue(value), valuation))

const AT = { file: 'the caller', line: 1, column: 1 }
const star: TextValue = { kind: 'text', text: '*', at: AT }
const ALLOW_ALL: Policy = {
  version: '2012-10-17',
  at: AT,
  statements: [
    {
      sid: undefined,
      index: 0,
      effect: 'Allow',
      principals: undefined,
      actions: { not: false, items: [star] },
      resources: { not: false, items: [star] },
      conditions: [],
      at: AT,
    },
  ],
}
