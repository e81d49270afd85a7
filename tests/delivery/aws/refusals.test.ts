import { Denied, explained } from '../../../scripts/delivery/aws/refusals.ts'

const thrown = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, $metadata: { attempts: 3 }, ...more })
const told = (error: Error, client = 'CloudFormationClient', command = 'CreateChangeSetCommand') =>
  explained(error, client, command) as Error

const USER = 'arn:aws:iam::111122223333:user/dev'

test('a denied call names the action that is missing, who lacks it, and on what', () => {
  const message = `User: ${USER} is not authorized to perform: cloudformation:CreateChangeSet on resource: arn:aws:cloudformation:x because no identity-based policy allows it`
  const error = told(thrown('AccessDenied', message))
  expect(error).toBeInstanceOf(Denied)
  expect(error.message).toBe(
    `cloudformation:CreateChangeSet is denied to ${USER} on arn:aws:cloudformation:x.\n` +
      'Allow cloudformation:CreateChangeSet there, or use other credentials (AWS_PROFILE); then run the same command again.',
  )
})

test.each([
  ['S3Client', 'HeadObjectCommand', 's3:GetObject'],
  ['S3Client', 'HeadBucketCommand', 's3:ListBucket'],
  ['S3Client', 'PutPublicAccessBlockCommand', 's3:PutBucketPublicAccessBlock'],
])('%s %s: a 403 without a body is told by the action %s', (client, command, action) =>
  expect(
    (told(thrown('403', 'UnknownError', { $metadata: { httpStatusCode: 403 } }), client, command) as Denied)
      .action,
  ).toBe(action),
)

const failures: [string, Error, string, string][] = [
  [
    'expired',
    thrown('ExpiredToken', 'x'),
    'Failure',
    'The credentials have expired (cloudformation:CreateChangeSet).',
  ],
  ['throttled', thrown('Throttling', 'Rate exceeded'), 'Failure', 'was throttled 3 times'],
  [
    'a fault at AWS',
    thrown('InternalFailure', 'x', { $metadata: { httpStatusCode: 500, attempts: 7 } }),
    'Failure',
    'failed 7 times at AWS: InternalFailure',
  ],
  [
    'no answer',
    thrown('Error', 'x', { code: 'ECONNRESET' }),
    'Failure',
    'got no answer in 3 tries (ECONNRESET)',
  ],
  [
    'a time-out',
    thrown('TimeoutError', 'it took too long'),
    'Failure',
    'got no answer in 3 tries (it took too long)',
  ],
  [
    'unknown credentials',
    thrown('InvalidClientTokenId', 'x'),
    'UserError',
    'AWS does not know these credentials',
  ],
  ['a skewed clock', thrown('SignatureDoesNotMatch', 'x'), 'UserError', 'AWS refuses the signature'],
  [
    'no credentials',
    thrown('CredentialsProviderError', 'Could not load'),
    'UserError',
    'There are no credentials: Could not load',
  ],
]
test.each(failures)('%s', (_case, error, name, words) => {
  const { name: kind, message } = told(error)
  expect(kind).toBe(name)
  expect(message).toContain(words)
  expect(message.split('\n')).toHaveLength(2)
})

test('what says something about the request stays as it is', () => {
  for (const name of [
    'ValidationError',
    'AlreadyExistsException',
    'NotFound',
    'BucketAlreadyExists',
    'TypeError',
  ]) {
    const error = thrown(name, 'Stack with id x does not exist')
    expect(told(error)).toBe(error)
  }
})
