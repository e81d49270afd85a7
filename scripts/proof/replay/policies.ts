import { type AuthType, decideCall, type EndpointType, type GateVerdict } from '../../access/authorization.ts'
import { covers } from '../../access/gates/index.ts'
import { type Endpoint, type Method, policyValue } from '../../access/model/index.ts'
import { Unsettled } from '../../access/policy/decide.ts'
import { type Policy, readPolicy } from '../../access/policy/document.ts'
import type { Value } from '../../template/value.ts'
import { addressText } from '../logic/address.ts'
import { and, evaluate, type FreeValues, variablesOf } from '../logic/formula.ts'
import type { Requests } from '../request/acceptance.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import type { Found } from '../theorems/ask.ts'
import { ALLOW_ALL } from './allow-all.ts'
import type { Plain } from './plain.ts'
import type { Valuation } from './valuation.ts'
import { valued } from './valued.ts'

/**
 * Asks the reference interpreter of policies.
 *
 * @returns whether it could be asked; not where a doubt of the sources (Unsettled) or of the template is in play
 */
export function replayPolicies(subject: Subject, plain: Plain): boolean {
  const { requests, api } = subject
  const { model, free } = plain.found
  const endpoint = requests.endpoints.find(({ address }) => address === model.get(REQUEST.via))
  const resource = text(plain.found, REQUEST.resource)
  const method = resource ? methodOf(subject, resource) : undefined
  if (!resource || !method || spokenOf(requests).some((key) => DERIVED.has(key))) return false
  const of = [api.policy, endpoint?.policy, api.type.text, method.authorization.text]
  const earlier = answered.get(free) ?? []
  const known = earlier.find((one) => one.of.every((part, index) => part === of[index]))
  if (known) return known.asked
  const asked = ask(subject, plain, resource, method, endpoint)
  answered.set(free, [...earlier, { of, asked }])
  return asked
}

/** Keys that the interpreter derives from who signs, and that a formula takes to be any: nothing relates them there. */
const DERIVED: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:userid',
  'aws:username',
])

/** What the policies speak of. */
function spokenOf(requests: Requests): readonly string[] {
  const known = spoken.get(requests) ?? [
    ...variablesOf(and(...requests.policies.map(({ passes }) => passes))),
  ]
  spoken.set(requests, known)
  return known
}
const spoken = new WeakMap<Requests, readonly string[]>()

/** Worlds share policies, and a solver its answers: an answer is asked about once for the same policies. */
const answered = new WeakMap<FreeValues, readonly { of: readonly unknown[]; asked: boolean }[]>()

function ask(
  subject: Subject,
  { found, valuation }: Plain,
  resource: string,
  method: Method,
  endpoint: Endpoint | undefined,
): boolean {
  const { requests, api } = subject
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
    compare(subject, found, resource, gates, 'endpoint policy')
    compare(subject, found, resource, gates, 'authorization')
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

/** Nothing is said of a gate behind one that refuses. */
function compare(
  { api, requests, region }: Subject,
  { model, free }: Found,
  resource: string,
  said: readonly GateVerdict[],
  name: 'endpoint policy' | 'authorization',
): void {
  const names: readonly string[] = name === 'authorization' ? ['authentication', name] : [name]
  const actual = said.filter(({ gate }) => names.includes(gate))
  if (actual.length === 0) return
  const own = requests.policies.filter(
    (gate) => (gate === requests.resourcePolicy) === (name !== 'endpoint policy'),
  )
  const expected = own.every(({ passes }) => evaluate(passes, model, free))
  if (actual.every(({ verdict }) => verdict === 'allow') === expected) return
  const verdicts = actual.map(({ gate, verdict, because }) => `${gate} ${verdict}, ${because.join(', ')}`)
  throw new Error(
    `internal error: the proof says that the ${name} of ${api.address} ${expected ? 'accepts' : 'refuses'} ${region.symbols.show(resource)}, the interpreter says: ${verdicts.join('; ')}`,
  )
}

/** The method that answers a method ARN; undefined for what nobody declares, and where it matters which one it is. */
function methodOf({ api, requests }: Subject, resource: string) {
  const [, verb = '', ...path] = resource.slice(requests.routes.apiArn.length + 1).split('/')
  const [method, ...others] = api.methods.filter(
    (one) => [verb, 'ANY'].includes(one.verb.text) && covers(one.path, `/${path.join('/')}`),
  )
  const same = others.every(({ authorization }) => authorization.text === method?.authorization.text)
  return same ? method : undefined
}

/** A variable's value as a text, its symbols included. */
function text({ model }: Found, variable: string): string | undefined {
  const value = model.get(variable)
  if (value === undefined) return undefined
  return typeof value === 'bigint' ? addressText(value) : String(value)
}

const policyOf = (value: Value | undefined, valuation: Valuation): Policy | undefined =>
  value && readPolicy(valued(policyValue(value), valuation))
