import type { Identity } from '../../identity/identity.ts'
import type { Reply } from './answer.ts'
import { identityOf } from './event.ts'
import type { Request } from './request.ts'
import type { Deployed } from './settings.ts'
import type { Target } from './target.ts'
import { commonLogTime } from './time.ts'

/** What a line of an access log tells of a request, besides the request itself. */
export interface Served {
  readonly target: Target
  /** As declared; undefined where no method was found. */
  readonly resource: { readonly path: string; readonly id: string } | undefined
  readonly reply: Reply
  /** Milliseconds; the integration's are undefined where none was asked. */
  readonly latency: number
  readonly integration: number | undefined
  readonly signer?: Identity | undefined
}

/** One line in a stage's own format; a variable that has no value, or that there is not, is `-`. */
export function accessLogLine(format: string, request: Request, served: Served, deployed: Deployed): string {
  const values = valuesOf(request, served, deployed)
  // The longest name that there is, as in `$context.identity.sourceIp.`.
  return format.replace(
    /\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g,
    (_, name: string) => values.get(name) ?? '-',
  )
}

function valuesOf(request: Request, served: Served, { account }: Deployed): Map<string, string> {
  const { target, resource, reply, latency, integration, signer } = served
  const { error } = reply
  const values: Record<string, string | number | null | undefined> = {
    accountId: account.account,
    apiId: target.api.id,
    domainName: target.domainName,
    domainPrefix: target.domainName.split('.')[0],
    'error.message': error?.message,
    'error.messageString': error && JSON.stringify(error.message),
    'error.responseType': error?.type,
    extendedRequestId: request.ids.extended,
    httpMethod: request.method,
    'integration.latency': integration,
    integrationLatency: integration,
    path: `/${target.stage}${target.path}`,
    protocol: request.protocol,
    requestId: request.ids.request,
    requestTime: commonLogTime(request.at),
    requestTimeEpoch: request.at,
    resourceId: resource?.id,
    resourcePath: resource?.path,
    responseLatency: latency,
    responseLength: reply.body.length,
    stage: target.stage,
    status: reply.status,
    xrayTraceId: request.ids.trace.replace(/^Root=/, ''),
    ...Object.fromEntries(
      Object.entries(identityOf(request, signer)).map(([key, value]) => [`identity.${key}`, value]),
    ),
  }
  const known = Object.entries(values).filter(([, value]) => value !== null && value !== undefined)
  return new Map(
    known.map(([name, value]) => [name, name === 'error.messageString' ? String(value) : plain(value)]),
  )
}

/** What a client writes must end neither a line nor a string of JSON. */
const plain = (value: unknown): string => JSON.stringify(String(value)).slice(1, -1)
