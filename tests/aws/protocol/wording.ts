import type { Call } from './message.ts'
import { ServiceError } from './service-error.ts'
import { basicDate } from './signature.ts'

/** Services word the same refusal in these ways. */
export type Dialect = 'query' | 'ec2' | 'json' | 'rest' | 's3'

/** code, status and, where it is not that of the others, the message. */
type Words = readonly [code: string, status: number, message?: string]

/**
 * Codes and texts as in the "Common errors" of each service's reference, S3's list of error codes and EC2's "Error
 * codes"; the statuses of JSON errors, and EC2's for expired credentials, are assumed.
 */
const MISSING: Readonly<Record<Dialect, Words>> = {
  query: ['MissingAuthenticationToken', 403],
  ec2: ['MissingParameter', 400, 'The request must contain the parameter AWSAccessKeyId'],
  json: ['MissingAuthenticationTokenException', 400],
  rest: ['MissingAuthenticationTokenException', 403],
  s3: ['AccessDenied', 403, 'Access Denied'],
}
const UNKNOWN_KEY: Readonly<Record<Dialect, Words>> = {
  query: ['InvalidClientTokenId', 403],
  ec2: ['AuthFailure', 401, 'AWS was not able to validate the provided access credentials'],
  json: ['UnrecognizedClientException', 400],
  rest: ['UnrecognizedClientException', 403],
  s3: ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
}
const EXPIRED_TOKEN: Readonly<Record<Dialect, Words>> = {
  query: ['ExpiredToken', 403],
  ec2: ['RequestExpired', 400, 'Request has expired.'],
  json: ['ExpiredTokenException', 400],
  rest: ['ExpiredTokenException', 403],
  s3: ['ExpiredToken', 400, 'The provided token has expired.'],
}
const SKEWED: Readonly<Record<Dialect, Words>> = {
  query: ['SignatureDoesNotMatch', 403],
  ec2: ['RequestExpired', 400, 'Request has expired.'],
  json: ['InvalidSignatureException', 400],
  rest: ['InvalidSignatureException', 403],
  s3: [
    'RequestTimeTooSkewed',
    403,
    'The difference between the request time and the current time is too large.',
  ],
}
const THROTTLED: Readonly<Record<Dialect, Words>> = {
  query: ['Throttling', 400],
  ec2: ['RequestLimitExceeded', 503, 'Request limit exceeded.'],
  json: ['ThrottlingException', 400],
  rest: ['TooManyRequestsException', 429],
  s3: ['SlowDown', 503, 'Please reduce your request rate.'],
}
const DENIED: Readonly<Record<Dialect, Words>> = {
  query: ['AccessDenied', 403],
  ec2: ['UnauthorizedOperation', 403],
  json: ['AccessDeniedException', 400],
  rest: ['AccessDeniedException', 403],
  s3: ['AccessDenied', 403],
}
const INTERNAL: Readonly<Record<Dialect, Words>> = {
  query: ['InternalFailure', 500, 'We encountered an internal error. Please try again.'],
  ec2: ['InternalError', 500, 'An internal error has occurred'],
  json: ['InternalFailure', 500, ''],
  rest: ['ServiceException', 500, 'Internal service error'],
  s3: ['InternalError', 500, 'We encountered an internal error. Please try again.'],
}

const error = ([code, status, own]: Words, message: string, headers?: Readonly<Record<string, string>>) =>
  new ServiceError(code, own ?? message, status, headers)

export const missingCredentials = (dialect: Dialect) =>
  error(MISSING[dialect], 'Request is missing Authentication Token')

export const unknownKey = (dialect: Dialect) =>
  error(UNKNOWN_KEY[dialect], 'The security token included in the request is invalid.')

export const expiredToken = (dialect: Dialect) =>
  error(EXPIRED_TOKEN[dialect], 'The security token included in the request is expired')

export const throttled = (dialect: Dialect, retryAfter?: number) =>
  error(
    THROTTLED[dialect],
    'Rate exceeded',
    retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` },
  )

export const internalError = (dialect: Dialect) => error(INTERNAL[dialect], '')

export const unavailable = (dialect: Dialect) =>
  new ServiceError(
    dialect === 'ec2' ? 'Unavailable' : 'ServiceUnavailable',
    'Service is unable to handle request.',
    503,
  )

/** How far a signer's clock may be off, in minutes. */
export const tolerance = (dialect: Dialect): number => (dialect === 's3' ? 15 : 5)

export function skewed(dialect: Dialect, signed: number, now: number): ServiceError {
  const minutes = tolerance(dialect)
  const early = signed < now
  const bound = basicDate(now + (early ? -minutes : minutes) * 60_000)
  const [sign, here, there] = early
    ? ['-', 'expired', 'is now earlier than']
    : ['+', 'not yet current', 'is still later than']
  const message = `Signature ${here}: ${basicDate(signed)} ${there} ${bound} (${basicDate(now)} ${sign} ${minutes} min.)`
  return error(SKEWED[dialect], message)
}

export function denied(dialect: Dialect, who: string, action: string, resource: string): ServiceError {
  const user = `User: ${who} is not authorized to perform: ${action}`
  const why = `because no identity-based policy allows the ${action} action`
  const messages: Readonly<Record<Dialect, string>> = {
    query: `${user} on resource: ${resource} ${why}`,
    json: `${user} on resource: ${resource} ${why}`,
    rest: `${user} on resource: ${resource} ${why}`,
    ec2: `You are not authorized to perform this operation. ${user} ${why}`,
    s3: `${user} on resource: "${resource}" ${why}`,
  }
  return error(DENIED[dialect], messages[dialect])
}

/** Services say nothing so useful; but a test must see what this endpoint lacks, and no client retries it. */
export const unknownAction = ({ service, action }: Pick<Call, 'service' | 'action'>) =>
  new ServiceError('InvalidAction', `This endpoint does not know the action ${service}:${action || '(none)'}`)
