import { Failure } from '../../command/failure.ts'
import { UserError } from '../../command/user-error.ts'
import { actionOf } from './actions.ts'

/** A call that IAM does not let this principal make. */
export class Denied extends Failure {
  readonly action: string

  constructor(action: string, principal: string, resource: string) {
    super(
      `${action} is denied to ${principal}${resource && ` on ${resource}`}.`,
      `Allow ${action} there, or use other credentials (AWS_PROFILE); then run the same command again.`,
    )
    this.action = action
  }
}

/** What the SDK throws, as far as it is read here. */
export interface SdkError extends Error {
  readonly Code?: string
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number }
  readonly $fault?: 'client' | 'server'
}

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'AuthorizationError',
])
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'])
const INVALID = new Set([
  'AuthFailure',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'UnrecognizedClientException',
])
const SKEWED = new Set([
  'InvalidSignatureException',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
])
const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'RequestLimitExceeded',
  'SlowDown',
  'TooManyRequestsException',
])
const AGAIN = 'Run the same command again: it goes on from where the stack is.'

/**
 * The error in words where it says nothing about the request itself: denied, expired, throttled, not answered. Any
 * other stays as it is.
 */
export function explained(error: unknown, clientName: string, commandName: string): unknown {
  if (!(error instanceof Error) || error instanceof Failure || error instanceof UserError) return error
  const { name, message, code, $metadata } = error as SdkError
  const action = actionOf(clientName, commandName)
  const tries = $metadata?.attempts ?? 1
  if (DENIED.has(name) || isBareRefusal(error as SdkError)) return denied(action, message)
  if (EXPIRED.has(name))
    return new Failure(`The credentials have expired (${action}).`, `Renew them. ${AGAIN}`)
  if (INVALID.has(name))
    return new UserError(
      `AWS does not know these credentials (${action}: ${message})`,
      'Look at AWS_PROFILE and AWS_ACCESS_KEY_ID; npm run doctor shows who they are.',
    )
  if (SKEWED.has(name))
    return new UserError(
      `AWS refuses the signature (${action}: ${message})`,
      'Set the clock of this machine, and look at the secret access key.',
    )
  if (name === 'CredentialsProviderError')
    return new UserError(
      `There are no credentials: ${message}`,
      'Log in (aws sso login, aws login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID.',
    )
  if (THROTTLED.has(name))
    return new Failure(`${action} was throttled ${tries} times.`, `Wait a minute. ${AGAIN}`)
  if (($metadata?.httpStatusCode ?? 0) >= 500)
    return new Failure(`${action} failed ${tries} times at AWS: ${name}: ${message}`, AGAIN)
  if (code !== undefined || name === 'TimeoutError')
    return new Failure(
      `${action} got no answer in ${tries} tries (${code ?? message}).`,
      `Look at the network and at AWS_ENDPOINT_URL. ${AGAIN}`,
    )
  return error
}

/** HEAD has no body to say more than 403; S3 also says so of a bucket that somebody else owns. */
const isBareRefusal = ({ name, $metadata }: SdkError): boolean =>
  $metadata?.httpStatusCode === 403 && ['403', 'Forbidden', 'Unknown', 'UnknownError'].includes(name)

function denied(action: string, message: string): Denied {
  const [, principal = 'these credentials', named, resource = ''] =
    /User: (\S+) is not authorized to perform: (\S+)(?: on resource: (\S+))?/.exec(message) ?? []
  return new Denied(named ?? action, principal, resource)
}
