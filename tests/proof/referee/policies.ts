import fc from 'fast-check'
import { type Policy, readPolicy } from '../../../scripts/access/policy/document.ts'
import type { Value } from '../../../scripts/template/value.ts'
import { API_ARN, POOLS } from './pools.ts'

/** A policy document as JSON has it. */
export interface PolicyDocument {
  readonly Version?: string
  readonly Statement: readonly Readonly<Record<string, unknown>>[]
}

const AT = { file: 'policy.json', line: 1, column: 1 }

/** JSON as the template reader hands it on. */
export function toValue(json: unknown): Value {
  if (typeof json === 'string') return { kind: 'text', text: json, at: AT }
  if (Array.isArray(json)) return { kind: 'list', items: json.map(toValue), at: AT }
  const entries = Object.entries(json as object).map(([key, value]) => [key, toValue(value)] as const)
  return { kind: 'map', entries: new Map(entries), at: AT }
}

export const policyOf = (document: PolicyDocument): Policy => readPolicy(toValue(document))

/** The same shorthand as API Gateway expands. */
export const expand = (text: string): string =>
  text.startsWith('execute-api:/') ? `${API_ARN}/${text.slice('execute-api:/'.length)}` : text

const RARELY = fc.integer({ min: 0, max: 19 }).map((number) => number === 0)

const STRINGS = ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase']
const GLOBS = ['StringLike', 'StringNotLike']
const ARNS = ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals']
const ORDERS = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals']

const operator = (names: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...names),
      fc.constantFrom('', '', '', 'IfExists'),
      fc.constantFrom('', '', '', '', 'ForAllValues:', 'ForAnyValue:'),
      RARELY,
    )
    .map(([name, suffix, prefix, odd]) => {
      // ForAnyValue on a missing key is refused for these.
      const refused = prefix === 'ForAnyValue:' && (name.includes('Not') || suffix !== '')
      return `${refused && !odd ? '' : prefix}${name}${suffix}`
    })

interface Pool {
  readonly wanted: readonly string[]
  readonly odd?: readonly string[]
}

/** Up to three texts of a pool, and rarely an odd one. */
const some = ({ wanted, odd = [] }: Pool) =>
  fc
    .tuple(
      fc.subarray([...wanted], { minLength: 1, maxLength: 3 }),
      fc.constantFrom(undefined, ...odd),
      RARELY,
    )
    .map(([texts, extra, rarely]) => (rarely && extra !== undefined ? [...texts, extra] : texts))

const condition = fc.oneof(
  {
    weight: 6,
    arbitrary: test(['aws:SourceVpce', 'aws:sourceVpc'], [...STRINGS, ...GLOBS], POOLS.ids),
  },
  { weight: 2, arbitrary: test(['aws:UserAgent'], [...STRINGS, ...GLOBS], POOLS.texts) },
  { weight: 3, arbitrary: test(['aws:PrincipalArn'], [...ARNS, ...GLOBS, ...STRINGS], POOLS.arns) },
  {
    weight: 5,
    arbitrary: test(['aws:SourceIp', 'aws:VpcSourceIp'], ['IpAddress', 'NotIpAddress'], POOLS.addresses),
  },
  {
    weight: 2,
    arbitrary: test(
      ['aws:MultiFactorAuthAge'],
      ORDERS.map((order) => `Numeric${order}`),
      POOLS.numbers,
    ),
  },
  {
    weight: 2,
    arbitrary: test(
      ['aws:CurrentTime'],
      ORDERS.map((order) => `Date${order}`),
      POOLS.dates,
    ),
  },
  {
    weight: 2,
    arbitrary: test(['aws:SecureTransport'], ['Bool', 'StringEquals', 'StringNotLike'], POOLS.flags),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('ForAnyValue:StringLike', 'ForAllValues:StringLike', 'ForAllValues:StringNotEquals'),
        some(POOLS.paths),
      )
      .map(([name, values]) => ({ [name]: { 'aws:PrincipalOrgPaths': values } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('aws:SourceVpce', 'aws:SourceIp', 'aws:PrincipalOrgPaths'), fc.boolean())
      .map(([key, flag]) => ({ Null: { [key]: String(flag) } })),
  },
)

function test(keys: readonly string[], names: readonly string[], pool: Pool) {
  return fc
    .tuple(operator(names), fc.constantFrom(...keys), some(pool))
    .map(([name, key, values]): Record<string, Record<string, unknown>> => ({ [name]: { [key]: values } }))
}

const either = (element: string, values: fc.Arbitrary<unknown>, weightOfNot = 1) =>
  fc.oneof(
    { weight: 5, arbitrary: values.map((value) => ({ [element]: value })) },
    { weight: weightOfNot, arbitrary: values.map((value) => ({ [`Not${element}`]: value })) },
  )

const statement = fc
  .tuple(
    fc.constantFrom('Allow', 'Allow', 'Deny'),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant({ Principal: '*' }) },
      {
        weight: 2,
        arbitrary: either(
          'Principal',
          some(POOLS.principals).map((AWS) => ({ AWS })),
        ),
      },
    ),
    either('Action', some({ wanted: POOLS.actions })),
    fc.oneof(
      { weight: 1, arbitrary: fc.constant({ Resource: '*' }) },
      { weight: 4, arbitrary: either('Resource', some(POOLS.resources)) },
    ),
    fc.array(condition, { maxLength: 3 }),
  )
  .map(([Effect, principal, action, resource, conditions]) => ({
    // NotPrincipal with Allow is refused.
    Effect: 'NotPrincipal' in principal ? 'Deny' : Effect,
    ...principal,
    ...action,
    ...resource,
    Condition: Object.assign({}, ...conditions),
  }))

/** Policies whose texts collide with those of `requests`. */
export const documents: fc.Arbitrary<PolicyDocument> = fc.record({
  Version: fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
  Statement: fc.array(statement, { minLength: 1, maxLength: 4 }),
})
