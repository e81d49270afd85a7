import { textIn } from '../protocol/data.ts'
import type { Call } from '../protocol/message.ts'
import { ServiceError } from '../protocol/service-error.ts'
import type { Place } from '../service.ts'
import type { Bucket, Store } from './store.ts'

const noSuchBucket = () => new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404)
const accessDenied = () => new ServiceError('AccessDenied', 'Access Denied', 403)

/** The bucket of a call, if it is there, in the region asked, the account's own, and its owner the one expected. */
export function ownBucket(store: Store, { account }: Place, call: Call): Bucket {
  const bucket = store.buckets.get(textIn(call.parameters, 'Bucket') ?? '')
  if (!bucket) throw noSuchBucket()
  const expected = call.http.headers['x-amz-expected-bucket-owner']
  if (bucket.owner !== account || (expected !== undefined && expected !== bucket.owner)) throw accessDenied()
  if (bucket.region !== call.region) throw elsewhere(bucket)
  return bucket
}

/** The header tells the SDK where to ask. */
const elsewhere = ({ region }: Bucket) =>
  new ServiceError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    301,
    { 'x-amz-bucket-region': region },
  )
