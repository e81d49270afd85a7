import fc from 'fast-check'
import type { PolicyRequest } from '../../../scripts/access/policy/request.ts'
import { parseAddress } from '../../../scripts/proof/logic/address.ts'
import type { Domain, Model, Value, Variables } from '../../../scripts/proof/logic/formula.ts'
import { glob } from '../../../scripts/proof/logic/pattern.ts'
import { POOLS } from './pools.ts'

const ANY: Domain = { kind: 'text', patterns: [glob('*')], optional: true }

/** The variables of the requests below. */
export const VARIABLES: Variables = new Map<string, Domain>([
  ['resource', { kind: 'text', patterns: [glob('arn:*:*:*:*:*')] }],
  ['principal', ANY],
  ['aws:sourcevpce', ANY],
  ['aws:sourcevpc', ANY],
  ['aws:useragent', ANY],
  ['aws:principalarn', ANY],
  ['aws:sourceip', { kind: 'address', family: 'both', optional: true }],
  ['aws:vpcsourceip', { kind: 'address', family: 'both', optional: true }],
  ['aws:multifactorauthage', { kind: 'integer', from: -2, to: 3601, optional: true }],
  ['aws:currenttime', { kind: 'integer' }],
  ['aws:securetransport', { kind: 'choice', values: ['false', 'true'], optional: true }],
  ['aws:principalorgpaths', { kind: 'texts', patterns: [glob('*')] }],
])

const maybe = (pool: readonly string[]) => fc.option(fc.constantFrom(...pool), { nil: undefined, freq: 4 })

/** Requests as the reference interpreter takes them. */
export const requests: fc.Arbitrary<PolicyRequest> = fc
  .record({
    principal: fc.option(fc.constantFrom(...POOLS.principals.actual), { freq: 3 }),
    resource: fc.constantFrom(...POOLS.resources.actual),
    'aws:SourceVpce': maybe(POOLS.ids.actual),
    'aws:sourcevpc': maybe(POOLS.ids.actual),
    'aws:UserAgent': maybe(POOLS.texts.actual),
    'aws:PrincipalArn': maybe(POOLS.arns.actual),
    'aws:SourceIp': maybe(POOLS.addresses.actual),
    'aws:VpcSourceIp': maybe(POOLS.addresses.actual),
    'aws:MultiFactorAuthAge': maybe(POOLS.numbers.actual),
    'aws:CurrentTime': fc.constantFrom(...POOLS.dates.actual),
    'aws:SecureTransport': maybe(['true', 'false']),
    'aws:PrincipalOrgPaths': fc.option(fc.subarray([...POOLS.paths.actual], { maxLength: 3 }), {
      nil: undefined,
      freq: 4,
    }),
  })
  .map(({ principal, resource, ...keys }) => ({
    principal,
    resource,
    action: 'execute-api:Invoke',
    context: Object.fromEntries(
      Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  }))

/** The same request as a model of the symbolic side. */
export function modelOf({ principal, resource, context }: PolicyRequest): Model {
  const model = new Map<string, Value>([...VARIABLES.keys()].map((name) => [name, undefined]))
  model.set('resource', resource)
  model.set('principal', principal ?? undefined)
  for (const [key, value] of Object.entries(context)) model.set(key.toLowerCase(), toValue(key, value))
  return model
}

function toValue(key: string, value: string | readonly string[]): Value {
  const kind = VARIABLES.get(key.toLowerCase())?.kind
  if (typeof value !== 'string') return value.length > 0 ? value : undefined
  if (kind === 'address') return parseAddress(value)
  if (kind !== 'integer') return value
  if (key !== 'aws:CurrentTime') return Number(value)
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)
}
