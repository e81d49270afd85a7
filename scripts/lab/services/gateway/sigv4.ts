import { createHash, createHmac } from 'node:crypto'
import { partsOf, type Request, valuesOf } from './request.ts'

/** What a header Authorization claims (IAM user guide, "Elements of an AWS API request signature"). */
export interface Claim {
  readonly accessKeyId: string
  /** `20261126`, region, service and `aws4_request`. */
  readonly scope: readonly string[]
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

/** Undefined for what is no SigV4 of the usual form. */
export function readClaim(authorization: string): Claim | undefined {
  const [, credential, headers = '', signature = ''] =
    /^AWS4-HMAC-SHA256 +Credential=([^, ]+), *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? []
  const [accessKeyId = '', ...scope] = credential?.split('/') ?? []
  return scope.length === 4 ? { accessKeyId, scope, signedHeaders: headers.split(';'), signature } : undefined
}

/** The signature that a request must have for this claim. */
export function signatureOf(
  request: Request,
  { scope, signedHeaders }: Claim,
  date: string,
  body: Buffer,
  secret: string,
): string {
  const canonical = [
    request.method,
    pathOf(request),
    queryOf(request),
    ...signedHeaders.map((name) => `${name}:${headerOf(request, name)}`),
    '',
    signedHeaders.join(';'),
    sha256(body),
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n')
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part).digest(), `AWS4${secret}`)
  return hmac(key, toSign).digest('hex')
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text)
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

/** Encoded once more than on the wire, as for every service but S3. */
const pathOf = (request: Request): string => partsOf(request).path.split('/').map(encode).join('/')

function queryOf(request: Request): string {
  const pairs = partsOf(request)
    .query.split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name, value.join('=')].map((text) => encode(decode(text))) as [string, string]
    })
  const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))
  return pairs
    .sort(([name, value], [other, its]) => compare(name, other) || compare(value, its))
    .map((pair) => pair.join('='))
    .join('&')
}

const headerOf = (request: Request, name: string): string =>
  valuesOf(request, name)
    .map((value) => value.trim().replace(/ +/g, ' '))
    .join(',')

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
