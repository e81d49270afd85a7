import type { Method } from '../../../access/model/index.ts'
import type { Identity } from '../../identity/identity.ts'
import { pathParameters } from './path-parameters.ts'
import { type Request, valuesOf } from './request.ts'
import type { Deployed, MethodDetails, StageSettings } from './settings.ts'
import type { Target } from './target.ts'
import { commonLogTime } from './time.ts'

/** What a request came to: the method that answers it, and what is set for it. */
export interface Matched {
  readonly target: Target
  readonly method: Method
  readonly details: MethodDetails | undefined
  readonly stage: StageSettings | undefined
  readonly deploymentId: string | undefined
  /** Undefined where nobody signed, or the method does not ask. */
  readonly signer?: Identity | undefined
}

/** The event that a function is invoked with: Lambda proxy integration, payload 1.0 (semantics, section 8). */
export function eventOf(request: Request, matched: Matched, body: Buffer, deployed: Deployed) {
  const { target, method } = matched
  const headers = headersOf(request)
  const query = [...new URLSearchParams(target.query)]
  const binary = isBinary(valuesOf(request, 'content-type')[0], target.api.id, deployed)
  return {
    resource: method.path,
    path: target.path,
    httpMethod: request.method,
    headers: last(headers),
    multiValueHeaders: all(headers),
    queryStringParameters: query.length > 0 ? last(query) : null,
    multiValueQueryStringParameters: query.length > 0 ? all(query) : null,
    pathParameters: pathParameters(method.path, target.path),
    stageVariables: matched.stage?.variables ?? null,
    requestContext: contextOf(request, matched, deployed),
    body: body.length > 0 ? body.toString(binary ? 'base64' : 'utf8') : null,
    isBase64Encoded: body.length > 0 && binary,
  }
}

function contextOf(
  request: Request,
  { target, method, details, deploymentId, signer }: Matched,
  deployed: Deployed,
) {
  const { api, stage, path, domainName } = target
  return {
    resourceId: details?.resourceId ?? '',
    resourcePath: method.path,
    ...(details?.operationName === undefined ? {} : { operationName: details.operationName }),
    httpMethod: request.method,
    extendedRequestId: request.ids.extended,
    requestTime: commonLogTime(request.at),
    path: `/${stage}${path}`,
    accountId: deployed.account.account,
    protocol: request.protocol,
    stage,
    domainPrefix: domainName.split('.')[0] ?? '',
    requestTimeEpoch: request.at,
    requestId: request.ids.request,
    identity: identityOf(request, signer),
    domainName,
    ...(deploymentId === undefined ? {} : { deploymentId }),
    apiId: api.id,
  }
}

/** Who calls, as the connection and the signature show. */
export function identityOf(request: Request, signer: Identity | undefined) {
  const { endpoint } = request.door
  return {
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    ...(endpoint ? { vpceId: endpoint.id } : {}),
    principalOrgId: null,
    cognitoAuthenticationType: null,
    userArn: signer?.arn ?? null,
    userAgent: valuesOf(request, 'user-agent')[0] ?? null,
    accountId: signer?.arn.split(':')[4] ?? null,
    caller: signer?.userId ?? null,
    sourceIp: request.from,
    accessKey: signer?.accessKeyId ?? null,
    ...(endpoint ? { vpcId: endpoint.vpc } : {}),
    cognitoAuthenticationProvider: null,
    user: signer?.userId ?? null,
  }
}

/** The client's headers, less those of the connection; those that API Gateway adds cannot be sent to it. */
function headersOf({ headers, door, from, cipher, ids }: Request): (readonly [string, string])[] {
  const added: [string, string][] = [
    ...(door.endpoint
      ? ([
          ['x-amzn-cipher-suite', cipher],
          ['x-amzn-vpc-id', door.endpoint.vpc],
          ['x-amzn-vpce-config', '1'],
          ['x-amzn-vpce-id', door.endpoint.id],
        ] satisfies [string, string][])
      : ([['X-Amzn-Trace-Id', ids.trace]] satisfies [string, string][])),
    ['X-Forwarded-For', from],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ]
  return [...headers.filter(([name]) => !WITHHELD.has(name.toLowerCase())), ...added]
}

const WITHHELD = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-amzn-cipher-suite',
  'x-amzn-trace-id',
  'x-amzn-vpc-id',
  'x-amzn-vpce-config',
  'x-amzn-vpce-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
])

/** Of repeated names the last counts. */
const last = (pairs: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(pairs)

function all(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const lists = new Map<string, string[]>()
  for (const [name, value] of pairs) lists.set(name, [...(lists.get(name) ?? []), value])
  return Object.fromEntries(lists)
}

/** Whether a media type is one of the API's binary ones. */
export function isBinary(type: string | undefined, api: string, { binaryMediaTypes }: Deployed): boolean {
  const [asked = ''] = (type ?? '').split(/[;,]/)
  const types = binaryMediaTypes.get(api) ?? []
  return types.some((one) => one === '*/*' || one.toLowerCase() === asked.trim().toLowerCase())
}
