import type { Refusal } from './answer.ts'
import { refusals } from './refusals.ts'
import { partsOf, type Request, valuesOf } from './request.ts'

/** Whether a request claims to be signed (SigV4, SigV4a), in a header or in its query. */
export const isSigned = (request: Request): boolean =>
  /^AWS4-/i.test(authorizationOf(request) ?? '') ||
  /(^|&)X-Amz-(Algorithm|Signature)=/i.test(partsOf(request).query)

/**
 * How a signed request is answered. There are no accounts here, so that no signature is ever valid; and an invalid one
 * is refused whatever the method's authorization (semantics, section 3.6).
 */
export function signedRefusal(request: Request): Refusal {
  const authorization = authorizationOf(request)
  const missing = authorization === undefined ? undefined : incompleteness(request, authorization)
  const refusal = missing === undefined ? refusals.invalidSignature() : refusals.incompleteSignature(missing)
  return { ...refusal, because: 'the lab has no accounts and cannot verify signatures: every one is refused' }
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
