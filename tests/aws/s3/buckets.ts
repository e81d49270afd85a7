import { textIn } from '../protocol/data.ts'
import type { Reply } from '../protocol/message.ts'
import { xmlReply } from '../protocol/rest-xml.ts'
import { ServiceError } from '../protocol/service-error.ts'
import { escapeXml } from '../protocol/xml.ts'
import type { Action, Place } from '../service.ts'
import { ownBucket } from './access.ts'
import { textOf } from './read-xml.ts'
import type { Store } from './store.ts'

const done = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers,
  body: '',
})

/** Buckets themselves. */
export const bucketActions = (store: Store, place: Place): Readonly<Record<string, Action>> => ({
  CreateBucket({ parameters, http, region }) {
    const name = textIn(parameters, 'Bucket') ?? ''
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
      throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.')
    const known = store.buckets.get(name)
    if (known && known.owner !== place.account)
      throw new ServiceError(
        'BucketAlreadyExists',
        'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
        409,
      )
    const wanted = textOf(http.body.toString('utf8'), 'LocationConstraint') ?? 'us-east-1'
    // North Virginia answers 200 to a bucket that one has there already (CreateBucket, "Errors").
    if (known && !(known.region === 'us-east-1' && wanted === 'us-east-1'))
      throw new ServiceError(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        409,
      )
    if (wanted !== region)
      throw new ServiceError(
        'IllegalLocationConstraintException',
        `The ${wanted === 'us-east-1' ? 'unspecified' : wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      )
    const bucket = known ?? store.add(name, place.account, wanted)
    const ownership = http.headers['x-amz-object-ownership']
    if (ownership)
      bucket.configuration.set(
        'ownershipControls',
        `<OwnershipControls><Rule><ObjectOwnership>${ownership}</ObjectOwnership></Rule></OwnershipControls>`,
      )
    return done(200, { location: `/${name}` })
  },

  HeadBucket(call) {
    const { region } = ownBucket(store, place, call)
    return done(200, { 'x-amz-bucket-region': region })
  },

  DeleteBucket(call) {
    const { name, objects } = ownBucket(store, place, call)
    if (objects.size > 0)
      throw new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409)
    store.buckets.delete(name)
    return done(204)
  },

  ListBuckets() {
    const own = [...store.buckets.values()].filter(({ owner }) => owner === place.account)
    const buckets = own.map(
      ({ name, at }) =>
        `<Bucket><Name>${escapeXml(name)}</Name><CreationDate>${at.toISOString()}</CreationDate></Bucket>`,
    )
    return xmlReply('ListAllMyBucketsResult', `<Buckets>${buckets.join('')}</Buckets>`)
  },
})
