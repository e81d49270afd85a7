import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { Reply } from './answer.ts'

const ELEMENTS = ['isBase64Encoded', 'statusCode', 'headers', 'multiValueHeaders', 'body']

/** Headers that belong to the connection or to API Gateway: a function's are sent under another name. */
const REMAPPED = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'keep-alive',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'www-authenticate',
  'x-amz-apigw-id',
  'x-amzn-requestid',
  'x-amzn-trace-id',
])

/**
 * The response that a function's result stands for (semantics, section 8); a text says why it stands for none.
 *
 * @param decodes whether the client accepts a binary media type of the API
 */
export function readProxyResponse(payload: string, decodes: boolean): Reply | string {
  const result = parse(payload)
  if (!isMap(result)) return 'the function returned no object'
  const strange = Object.keys(result).find((key) => !ELEMENTS.includes(key))
  if (strange !== undefined) return `the function returned '${strange}', which no response has`
  const { statusCode = 200, body = null, isBase64Encoded = null } = result
  const status = statusOf(statusCode)
  if (status === undefined) return `'${String(statusCode)}' is no status`
  if (body !== null && typeof body !== 'string') return 'the body is no text'
  if (isBase64Encoded !== null && typeof isBase64Encoded !== 'boolean') return 'isBase64Encoded is no flag'
  const headers = headersOf(result.headers ?? {}, result.multiValueHeaders ?? {})
  if (typeof headers === 'string') return headers
  const encoding = isBase64Encoded && decodes ? 'base64' : 'utf8'
  return { status, headers, body: Buffer.from(body ?? '', encoding), close: false }
}

/** Several values come first and joined, then the single one, under the name as the several have it. */
function headersOf(single: unknown, multiple: unknown): [string, string][] | string {
  if (!isMap(single) || !isMap(multiple)) return 'the headers are no object'
  const merged = new Map<string, { name: string; values: unknown[] }>()
  const add = (name: string, values: unknown[]) => {
    const known = merged.get(name.toLowerCase()) ?? { name, values: [] }
    known.values.push(...values)
    merged.set(name.toLowerCase(), known)
  }
  for (const [name, values] of Object.entries(multiple)) {
    if (!Array.isArray(values)) return `multiValueHeaders has no list for '${name}'`
    add(name, values)
  }
  for (const [name, value] of Object.entries(single)) add(name, [value])
  if (!merged.has('content-type'))
    merged.set('content-type', { name: 'Content-Type', values: [DEFAULT_TYPE] })
  const headers = [...merged.values()].flatMap(({ name, values }) => lines(name, values))
  const wrong = headers.find(([name, value]) => value === undefined || !isHeader(name, value))
  return wrong
    ? `'${wrong[0]}' is no header, or has no value that one can have`
    : (headers as [string, string][])
}

const DEFAULT_TYPE = 'application/json'

/** Cookies cannot be joined (RFC 6265). */
function lines(name: string, values: readonly unknown[]): [string, string | undefined][] {
  const sent = REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name
  const texts = values.map(textOf)
  if (texts.includes(undefined)) return [[sent, undefined]]
  if (name.toLowerCase() === 'set-cookie') return texts.map((text) => [sent, text])
  return [[sent, texts.join(', ')]]
}

const textOf = (value: unknown): string | undefined =>
  ['string', 'boolean', 'number'].includes(typeof value) ? String(value) : undefined

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}

/** `201` and `"201"`; what begins with 1 would announce another response. */
function statusOf(code: unknown): number | undefined {
  const status = typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : code
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599
    ? status
    : undefined
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}
