import { type Data, isStructure, type Structure } from './data.ts'
import type { HttpRequest, Protocol, Refusal } from './message.ts'

/** `X-Amz-Target: Logs_20140328.DescribeLogGroups` and a JSON body (Smithy, "AWS JSON 1.1 protocol"). */
export const awsJson: Protocol = {
  read: ({ headers, body }) => ({
    action: (headers['x-amz-target'] ?? '').split('.').at(-1) ?? '',
    parameters: readJson(body),
  }),
  answer: (_call, result) => ({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(jsonOf(result)),
  }),
  refuse: (refusal) => jsonError(refusal, 'application/x-amz-json-1.1'),
}

export interface Route {
  readonly method: string
  readonly path: RegExp
  readonly action: string
}

/** The action by method and path (Smithy, "AWS REST JSON protocol"); groups of the path are parameters. */
export function restJson(routes: readonly Route[]): Protocol {
  return {
    read: (http) => readRoute(routes, http),
    answer: (_call, result) => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(jsonOf(result)),
    }),
    refuse: (refusal) => jsonError(refusal, 'application/json'),
  }
}

function readRoute(routes: readonly Route[], { method, path, query, body }: HttpRequest) {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null
    if (!match) continue
    const named = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)])
    const parameters = { ...readJson(body), ...Object.fromEntries(query), ...Object.fromEntries(named) }
    return { action: route.action, parameters }
  }
  return { action: `${method} ${path}`, parameters: {} }
}

function jsonError({ status, code, message, headers }: Refusal, type: string) {
  return {
    status,
    headers: { 'content-type': type, 'x-amzn-errortype': code, ...headers },
    body: JSON.stringify({ __type: code, message }),
  }
}

function readJson(body: Buffer): Structure {
  const data = body.length > 0 ? (JSON.parse(body.toString('utf8')) as Data) : {}
  return isStructure(data) ? data : {}
}

/** Both JSON protocols write times as seconds since 1970. */
function jsonOf(data: Data): unknown {
  if (data instanceof Date) return data.getTime() / 1000
  if (Array.isArray(data)) return data.map(jsonOf)
  if (!isStructure(data)) return data
  return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, jsonOf(each)]))
}
