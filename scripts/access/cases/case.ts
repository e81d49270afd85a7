import { partitionOf } from '../../template/place.ts'
import type { Value } from '../../template/value.ts'
import type { AuthorizerDecision, AuthType, Call, EndpointType } from '../authorization.ts'
import { isNull, Reader } from './reader.ts'

/** A call and the policies that it meets, before the policies are read. */
export interface Case {
  readonly id: string
  readonly endpointType: EndpointType
  readonly apiArn: string
  readonly authType: AuthType
  readonly resourcePolicy: Value | undefined
  readonly endpointPolicy: Value | undefined
  readonly identityPolicies: readonly Value[]
  readonly authorizerDecision: AuthorizerDecision | undefined
  readonly request: Call
  /** Fields that are not used, for people to find a misspelt one. */
  readonly unused: readonly string[]
}

const ENDPOINT_TYPES: readonly EndpointType[] = ['PRIVATE', 'REGIONAL', 'EDGE']
const AUTH_TYPES: readonly AuthType[] = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS']
const DECISIONS: readonly AuthorizerDecision[] = ['allow', 'deny', 'neutral', 'unauthenticated']

const FIELDS = ['id', 'api', 'policy', 'vpcePolicy', 'authType', 'request', 'expected', 'denyKind', 'why']
const OPTIONAL = ['context', 'identityPolicies', 'authorizerDecision', 'httpStatus', 'assumes']
const API = ['region', 'account', 'id', 'endpointType']
const REQUEST = ['sourceVpce', 'sourceVpc', 'vpcSourceIp', 'sourceIp', 'principal', 'method', 'path', 'stage']

/**
 * Reads one case of a file.
 *
 * @throws UserError for a field that is missing or has a value it cannot have
 */
export function readCase(value: Value, index: number): Case {
  const id = new Reader(value, `case ${index + 1}`).text('id')
  const reader = new Reader(value, `case ${id}`)
  const api = reader.inside('api')
  const request = reader.inside('request')
  const identities = reader.optional('identityPolicies')
  return {
    id,
    endpointType: api.oneOf('endpointType', ENDPOINT_TYPES),
    apiArn: apiArn(api.text('region'), api.text('account'), api.text('id')),
    authType: reader.oneOf('authType', AUTH_TYPES),
    resourcePolicy: reader.nullable('policy'),
    endpointPolicy: reader.optional('vpcePolicy'),
    identityPolicies:
      identities === undefined ? [] : identities.kind === 'list' ? identities.items : [identities],
    authorizerDecision: reader.optional('authorizerDecision')
      ? reader.oneOf('authorizerDecision', DECISIONS)
      : undefined,
    request: { ...readRequest(request), context: readContext(reader) },
    unused: [
      ...reader.others([...FIELDS, ...OPTIONAL]),
      ...api.others(API).map((field) => `api.${field}`),
      ...request.others(REQUEST).map((field) => `request.${field}`),
    ],
  }
}

function readRequest(reader: Reader): Call {
  const principal = reader.optionalText('principal') ?? null
  if (principal !== null && !/^arn:[a-z-]+:(?:iam|sts)::\d{12}:./.test(principal))
    throw reader.mistake(
      `'principal' is '${principal}', not the ARN of a user, a role session or a root user`,
    )
  return {
    sourceVpce: reader.optionalText('sourceVpce') ?? null,
    sourceVpc: reader.optionalText('sourceVpc') ?? null,
    vpcSourceIp: reader.optionalText('vpcSourceIp') ?? null,
    sourceIp: reader.optionalText('sourceIp') ?? null,
    principal,
    method: reader.text('method'),
    path: reader.text('path'),
    stage: reader.text('stage'),
  }
}

/** Further keys: a text each, or a list of them; null is an absent key. */
function readContext(reader: Reader): Record<string, string | readonly string[]> {
  const context = reader.optional('context')
  if (!context) return {}
  if (context.kind !== 'map') throw reader.mistake(`'context' is no object`)
  const text = (value: Value): string => {
    if (value.kind === 'text') return value.text
    if (value.kind === 'number') return String(value.number)
    if (value.kind === 'flag') return String(value.flag)
    throw reader.mistake(`a key of 'context' has neither a text nor a list of texts`)
  }
  return Object.fromEntries(
    [...context.entries].map(([key, value]) => [
      key,
      isNull(value) ? [] : value.kind === 'list' ? value.items.map(text) : text(value),
    ]),
  )
}

function apiArn(region: string, account: string, id: string): string {
  return `arn:${partitionOf(region)}:execute-api:${region}:${account}:${id}`
}
