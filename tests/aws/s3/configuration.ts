import type { Call, Reply } from '../protocol/message.ts'
import { xmlReply } from '../protocol/rest-xml.ts'
import { ServiceError } from '../protocol/service-error.ts'
import type { Action, Place } from '../service.ts'
import { ownBucket } from './access.ts'
import { contentsOf, textOf } from './read-xml.ts'
import { partOf } from './request.ts'
import type { Bucket, Store } from './store.ts'

/**
 * What a new bucket has: encryption since January 2023, blocked public access and enforced ownership since April 2023
 * (S3 user guide, "Default settings for new S3 buckets").
 */
const DEFAULTS: Readonly<Record<string, string>> = {
  encryption:
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>' +
    '</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>',
  ownershipControls:
    '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>',
  publicAccessBlock:
    '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>' +
    '<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>',
  versioning: '<VersioningConfiguration/>',
}

const MISSING: Readonly<Record<string, readonly [code: string, message: string]>> = {
  policy: ['NoSuchBucketPolicy', 'The bucket policy does not exist'],
  tagging: ['NoSuchTagSet', 'The TagSet does not exist'],
  publicAccessBlock: [
    'NoSuchPublicAccessBlockConfiguration',
    'The public access block configuration was not found',
  ],
  ownershipControls: ['OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'],
}

/** The parts of a bucket that are configured one by one. */
export function configurationActions(store: Store, place: Place): Readonly<Record<string, Action>> {
  const get = (call: Call): Reply => {
    const bucket = ownBucket(store, place, call)
    const part = partOf(call.http.query)
    if (part === 'location') {
      const region = bucket.region === 'us-east-1' ? '' : bucket.region
      return xmlReply('LocationConstraint', region)
    }
    const body = bucket.configuration.get(part) ?? DEFAULTS[part]
    const [code, message] = MISSING[part] ?? []
    if (!body) throw new ServiceError(code ?? 'NoSuchConfiguration', message ?? part, 404)
    const type = part === 'policy' ? 'application/json' : 'application/xml'
    return { status: 200, headers: { 'content-type': type }, body }
  }
  const put = (call: Call): Reply => {
    const bucket = ownBucket(store, place, call)
    const part = partOf(call.http.query)
    const body = call.http.body.toString('utf8')
    if (part === 'policy') refusePolicy(body)
    bucket.configuration.set(part, body)
    if (part === 'tagging') readTags(bucket, body)
    return { status: part === 'policy' || part === 'tagging' ? 204 : 200, headers: {}, body: '' }
  }
  const remove = (call: Call): Reply => {
    const bucket = ownBucket(store, place, call)
    const part = partOf(call.http.query)
    // Without its block or its ownership a bucket is as those of old were; encryption falls back to the default.
    if (part === 'encryption') bucket.configuration.delete(part)
    else bucket.configuration.set(part, '')
    return { status: 204, headers: {}, body: '' }
  }
  const parts = [
    'BucketEncryption',
    'BucketOwnershipControls',
    'BucketPolicy',
    'BucketTagging',
    'PublicAccessBlock',
  ]
  return {
    ...Object.fromEntries(
      [...parts, 'BucketVersioning', 'BucketLocation'].map((name) => [`Get${name}`, get]),
    ),
    ...Object.fromEntries([...parts, 'BucketVersioning'].map((name) => [`Put${name}`, put])),
    ...Object.fromEntries(parts.map((name) => [`Delete${name}`, remove])),
  }
}

function refusePolicy(body: string): void {
  try {
    JSON.parse(body)
  } catch {
    throw new ServiceError('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'")
  }
}

function readTags(bucket: Bucket, body: string): void {
  bucket.tags.clear()
  for (const tag of contentsOf(body, 'Tag'))
    bucket.tags.set(textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '')
}
