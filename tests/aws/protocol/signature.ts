import type { HttpRequest } from './message.ts'

/** Who signed, as far as this endpoint reads a signature: it does not know secrets, and checks none. */
export interface Signature {
  readonly accessKeyId: string
  readonly region: string
  readonly service: string
  readonly sessionToken: string | undefined
  /** Milliseconds since 1970, by the signer's clock. */
  readonly at: number
}

const SCOPE = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/

export function readSignature({ headers }: HttpRequest): Signature | undefined {
  const [, accessKeyId, region, service] = SCOPE.exec(headers.authorization ?? '') ?? []
  if (!accessKeyId || !region || !service) return undefined
  return {
    accessKeyId,
    region,
    service,
    sessionToken: headers['x-amz-security-token'],
    at: readBasicDate(headers['x-amz-date'] ?? ''),
  }
}

/** `20261129T015216Z` */
function readBasicDate(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

export const basicDate = (at: number): string =>
  new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
