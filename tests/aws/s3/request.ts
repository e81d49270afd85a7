import type { HttpRequest } from '../protocol/message.ts'

/** Parts of a bucket that are read and written by themselves, as the query names them and as the actions do. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  encryption: 'BucketEncryption',
  location: 'BucketLocation',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  publicAccessBlock: 'PublicAccessBlock',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
}
const VERBS: Readonly<Record<string, string>> = { PUT: 'Put', GET: 'Get', DELETE: 'Delete', HEAD: 'Head' }

/** Which action a request to S3 is (S3 API reference, "Request syntax" of each). */
export function readRequest(http: HttpRequest) {
  const { method, query } = http
  const { bucket, key } = address(http)
  const owner = http.headers['x-amz-expected-bucket-owner']
  const parameters = {
    ...(owner && { ExpectedBucketOwner: owner }),
    ...(bucket && { Bucket: bucket }),
    ...(key && { Key: key }),
    ...Object.fromEntries(query),
  }
  if (!bucket) return { action: method === 'GET' ? 'ListBuckets' : method, parameters }
  return { action: key ? objectAction(method, query) : bucketAction(method, query), parameters }
}

function bucketAction(method: string, query: URLSearchParams): string {
  const part = Object.keys(CONFIGURATIONS).find((name) => query.has(name))
  if (part) return `${VERBS[method] ?? method}${CONFIGURATIONS[part]}`
  if (method === 'GET' && query.has('versions')) return 'ListObjectVersions'
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects'
  if (method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects'
  return method === 'PUT' ? 'CreateBucket' : `${VERBS[method] ?? method}Bucket`
}

function objectAction(method: string, query: URLSearchParams): string {
  const part = ['uploads', 'uploadId', 'tagging', 'acl'].find((name) => query.has(name))
  return part ? `${method}Object?${part}` : `${VERBS[method] ?? method}Object`
}

/** The configuration that a query names. */
export const partOf = (query: URLSearchParams): string =>
  Object.keys(CONFIGURATIONS).find((name) => query.has(name)) ?? ''

/** Path style, which the SDK takes for an address that is a number, or `bucket.s3.…`, `bucket.localhost`. */
function address({ host, path }: HttpRequest): { bucket: string; key: string } {
  const [, virtual] = /^(.+?)\.(?:s3[.-].*|localhost)(?::\d+)?$/.exec(host) ?? []
  const whole = decodeURIComponent(path.slice(1))
  if (virtual) return { bucket: virtual, key: whole }
  const slash = whole.indexOf('/')
  return slash < 0
    ? { bucket: whole, key: '' }
    : { bucket: whole.slice(0, slash), key: whole.slice(slash + 1) }
}

/** What IAM calls the actions that it does not call by their name (Service Authorization Reference, S3). */
const PERMISSIONS: Readonly<Record<string, string>> = {
  HeadBucket: 'ListBucket',
  HeadObject: 'GetObject',
  DeleteObjects: 'DeleteObject',
  ListBuckets: 'ListAllMyBuckets',
  ListObjects: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
}

export const permissionOf = (action: string): string => `s3:${PERMISSIONS[action] ?? action}`
