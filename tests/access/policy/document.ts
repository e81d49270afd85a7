import type { PolicyRequest } from '../../../scripts/access/policy/decide.ts'
import { type Policy, readPolicy } from '../../../scripts/access/policy/document.ts'
import type { Place, Value } from '../../../scripts/template/value.ts'

export const at: Place = { file: 'policy.json', line: 1, column: 1 }

/** Plain JSON as a template's value. */
export function toValue(json: unknown): Value {
  if (typeof json === 'string') return { kind: 'text', text: json, at }
  if (typeof json === 'number') return { kind: 'number', number: json, at }
  if (typeof json === 'boolean') return { kind: 'flag', flag: json, at }
  if (Array.isArray(json)) return { kind: 'list', items: json.map(toValue), at }
  return {
    kind: 'map',
    entries: new Map(Object.entries(json as object).map(([k, v]) => [k, toValue(v)])),
    at,
  }
}

export const API = 'arn:aws:execute-api:eu-west-1:111111111111:abcdefghij'

/** An Allow for everybody, changed by `elements`. */
export const allow = (elements: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
  ...elements,
})
export const deny = (elements: object = {}) => ({ ...allow(elements), Effect: 'Deny' })

/** The same without its Principal, or its Action or Resource, where a Not form takes its place. */
export const without = (element: string, statement: object): object =>
  Object.fromEntries(Object.entries(statement).filter(([key]) => key !== element))

export const policyOf = (statements: object[], version: string | null = '2012-10-17'): Policy =>
  readPolicy(toValue({ ...(version === null ? {} : { Version: version }), Statement: statements }))

/** An anonymous GET of /pets in stage prod. */
export const requestOf = (changes: Partial<PolicyRequest> = {}): PolicyRequest => ({
  principal: null,
  action: 'execute-api:Invoke',
  resource: `${API}/prod/GET/pets`,
  context: {},
  ...changes,
})
