import type { Identity } from '../../identity/identity.ts'
import type { Refusal } from './answer.ts'
import { refusals } from './refusals.ts'
import { partsOf, type Request, valuesOf } from './request.ts'
import { type Claim, readClaim, signatureOf } from './sigv4.ts'

/** Who signed a request, or why it is refused for its signature. */
export type Signature = { readonly by: Identity } | { readonly refusal: Refusal }

/** Finds somebody by the access key. */
export type Known = (accessKeyId: string) => Identity | undefined

/** Whether a request claims to be signed (SigV4, SigV4a), in a header or in its query. */
export const isSigned = (request: Request): boolean =>
  /^AWS4-/i.test(authorizationOf(request) ?? '') ||
  /(^|&)X-Amz-(Algorithm|Signature)=/i.test(partsOf(request).query)

/**
 * Whose signature a request has. An invalid one is refused whatever the method's authorization (semantics, section 3.6);
 * the words for each are those of AWS's services in general, which nobody has recorded of this one.
 */
export function verify(request: Request, body: Buffer, region: string, known: Known): Signature {
  const authorization = authorizationOf(request)
  if (authorization === undefined) return invalid('the lab verifies signatures in the header only')
  const missing = incompleteness(request, authorization)
  if (missing !== undefined) return { refusal: refusals.incompleteSignature(missing) }
  const claim = readClaim(authorization)
  const [date = '', ...more] = valuesOf(request, 'x-amz-date')
  if (!claim || more.length > 0 || !DATE.test(date))
    return invalid('the lab verifies AWS4-HMAC-SHA256 with a header x-amz-date only')
  const wrong = skew(date, request.at) ?? wrongScope(claim, region, date) ?? unsigned(request, claim)
  if (wrong !== undefined) return { refusal: refusals.invalidSignature(wrong) }
  const by = known(claim.accessKeyId)
  if (!by || valuesOf(request, 'x-amz-security-token').join() !== by.sessionToken)
    return { refusal: refusals.unknownToken() }
  return signatureOf(request, claim, date, body, by.secretAccessKey) === claim.signature
    ? { by }
    : invalid('it is not the signature of this request')
}

const invalid = (because: string): Signature => ({ refusal: { ...refusals.invalidSignature(), because } })

const DATE = /^\d{8}T\d{6}Z$/
const PATIENCE = 5 * 60_000

/** A signature counts for five minutes before and after. */
function skew(date: string, now: number): string | undefined {
  const at = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  const [present, first, last] = [now, now - PATIENCE, now + PATIENCE].map(basic)
  // No date at all, such as the 32nd, is none of these.
  if (at >= now - PATIENCE && at <= now + PATIENCE) return undefined
  return at > now
    ? `Signature not yet current: ${date} is still later than ${last} (${present} + 5 min.)`
    : `Signature expired: ${date} is now earlier than ${first} (${present} - 5 min.)`
}

/** `20261126T150925Z` */
const basic = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

function wrongScope({ scope }: Claim, wanted: string, date: string): string | undefined {
  const [day, region, service, end] = scope
  const wrong = [
    ...(region === wanted ? [] : [`Credential should be scoped to a valid region, not '${region}'. `]),
    ...(service === 'execute-api' ? [] : ["Credential should be scoped to correct service: 'execute-api'. "]),
    ...(end === 'aws4_request'
      ? []
      : [`Credential should be scoped with a valid terminator: 'aws4_request', not '${end}'. `]),
    ...(day === date.slice(0, 8)
      ? []
      : [
          `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
        ]),
  ]
  return wrong.length > 0 ? wrong.join('') : undefined
}

/** What AWS reads of a request must be signed. */
function unsigned({ headers }: Request, { signedHeaders }: Claim): string | undefined {
  const needed = [
    'host',
    ...headers.map(([name]) => name.toLowerCase()).filter((name) => /^x-amz-/.test(name)),
  ]
  const left = needed.find((name) => !signedHeaders.includes(name))
  if (left === undefined) return undefined
  return `'${left === 'host' ? 'Host' : left}' must be a 'SignedHeader' in the AWS Authorization.`
}

/** Where a signature is wanted and something else is in its place, the answer says what a signature has. */
export function unsignedRefusal(request: Request): Refusal {
  const authorization = authorizationOf(request)
  const missing = authorization === undefined ? undefined : incompleteness(request, authorization)
  return missing === undefined ? refusals.missingToken() : refusals.incompleteSignature(missing)
}

function incompleteness(request: Request, authorization: string): string | undefined {
  const wanted = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !new RegExp(`[ ,]${name}=`).test(authorization))
    .map((name) => `Authorization header requires '${name}' parameter.`)
  if (['x-amz-date', 'date'].every((name) => valuesOf(request, name).length === 0))
    wanted.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  return wanted.length > 0 ? `${wanted.join(' ')} Authorization=${authorization}` : undefined
}

const authorizationOf = (request: Request): string | undefined => valuesOf(request, 'authorization')[0]
