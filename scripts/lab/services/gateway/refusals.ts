import type { Refusal } from './answer.ts'

/**
 * How API Gateway refuses: status, x-amzn-ErrorType and body, byte for byte (semantics, section 5.2). Bodies of 4xx
 * have no space after the colon and those of 5xx one. Denials by policies are in the wording of which every form was
 * observed, without the newer ` because no resource-based policy allows …` (U15, U16). A type that nobody has seen is
 * left out.
 */
export const refusals = {
  forbidden: () => refusal(403, 'ForbiddenException', 'FORBIDDEN', 'Forbidden'),
  missingToken: () =>
    refusal(
      403,
      'MissingAuthenticationTokenException',
      'MISSING_AUTHENTICATION_TOKEN',
      'Missing Authentication Token',
    ),
  incompleteSignature: (message: string) =>
    refusal(403, 'IncompleteSignatureException', 'INVALID_SIGNATURE', message),
  invalidSignature: (
    message = 'The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  ) => refusal(403, 'InvalidSignatureException', 'INVALID_SIGNATURE', message),
  unknownToken: () =>
    refusal(
      403,
      'UnrecognizedClientException',
      'INVALID_SIGNATURE',
      'The security token included in the request is invalid.',
    ),
  /**
   * @param user the ARN of who signed, or `anonymous`
   * @param arn of the method, its account in full; `Message` has a capital here and nowhere else
   */
  accessDenied: (user: string, arn: string, denied: 'explicit' | 'implicit') => {
    const masked = arn.replace(/^((?:[^:]*:){4})\d*(\d{4}):/, '$1********$2:')
    const suffix = denied === 'explicit' ? ' with an explicit deny' : ''
    const message = `User: ${user} is not authorized to perform: execute-api:Invoke on resource: ${masked}${suffix}`
    return {
      ...refusal(403, 'AccessDeniedException', 'ACCESS_DENIED', message),
      body: Buffer.from(JSON.stringify({ Message: message })),
    }
  },
  throttled: () => refusal(429, 'TooManyRequestsException', 'THROTTLED', 'Too Many Requests'),
  missingParameters: (names: readonly string[]) =>
    refusal(
      400,
      'BadRequestException',
      'BAD_REQUEST_PARAMETERS',
      `Missing required request parameters: [${names.join(', ')}]`,
    ),
  tooLarge: () => ({
    ...refusal(413, 'RequestTooLargeException', 'REQUEST_TOO_LARGE', 'Request Too Long'),
    close: true,
  }),
  uriTooLong: () => refusal(414, undefined, 'DEFAULT_4XX', 'Request URI too long'),
  /** A head that no server may take, or that says two things at once. */
  badRequest: () => ({ ...refusal(400, undefined, 'DEFAULT_4XX', 'Bad Request'), close: true }),
  headersTooLarge: () => ({
    ...refusal(431, undefined, 'DEFAULT_4XX', 'Request Header Fields Too Large'),
    close: true,
  }),
  /** No permission to invoke, an integration that is wrong; and whatever the lab cannot decide: never a 200. */
  internal: (because?: string) => failure(500, 'API_CONFIGURATION_ERROR', 'Internal server error', because),
  /** The function failed, or answered something that is no response. */
  badGateway: (because?: string) => failure(502, 'DEFAULT_5XX', 'Internal server error', because),
  timedOut: () => failure(504, 'INTEGRATION_TIMEOUT', 'Endpoint request timed out'),
} as const

function refusal(status: number, errorType: string | undefined, type: string, message: string): Refusal {
  return {
    status,
    headers: errorType === undefined ? [] : [['x-amzn-ErrorType', errorType]],
    body: Buffer.from(JSON.stringify({ message })),
    close: false,
    error: { message, type },
  }
}

function failure(status: number, type: string, message: string, because?: string): Refusal {
  return {
    ...refusal(status, 'InternalServerErrorException', type, message),
    body: Buffer.from(`{"message": ${JSON.stringify(message)}}`),
    ...(because === undefined ? {} : { because }),
  }
}
