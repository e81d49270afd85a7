import { textIn } from '../protocol/data.ts'
import type { Call, Reply } from '../protocol/message.ts'
import { xmlReply } from '../protocol/rest-xml.ts'
import { ServiceError } from '../protocol/service-error.ts'
import { escapeXml } from '../protocol/xml.ts'
import type { Action, Place } from '../service.ts'
import { ownBucket } from './access.ts'
import { payloadOf } from './payload.ts'
import { contentsOf, textOf } from './read-xml.ts'
import { type Bucket, isVersioned, type Store, type StoredObject } from './store.ts'

const KEPT =
  /^(?:content-type|content-encoding|cache-control|x-amz-meta-.+|x-amz-checksum-.+|x-amz-server-side-encryption.*)$/

/** Objects one by one; a deletion of many is one call. */
export const objectActions = (store: Store, place: Place): Readonly<Record<string, Action>> => ({
  PutObject(call) {
    const bucket = ownBucket(store, place, call)
    const { headers } = call.http
    const key = textIn(call.parameters, 'Key') ?? ''
    const current = bucket.objects.get(key)?.[0]
    if (headers['if-none-match'] === '*' && current?.body)
      throw new ServiceError(
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
        412,
      )
    const body = payloadOf(call.http)
    const kept = Object.entries(headers).filter(([name]) => KEPT.test(name))
    const object = store.put(bucket, key, body, {
      'x-amz-server-side-encryption': 'AES256',
      ...Object.fromEntries(kept),
    })
    return { status: 200, headers: { etag: object.etag, ...versionHeader(object) }, body: '' }
  },

  GetObject(call) {
    const object = found(ownBucket(store, place, call), call)
    return { status: 200, headers: headersOf(object), body: object.body ?? '' }
  },

  HeadObject(call) {
    const object = found(ownBucket(store, place, call), call)
    const length = { 'content-length': String(object.body?.length ?? 0) }
    return { status: 200, headers: { ...headersOf(object), ...length }, body: '' }
  },

  DeleteObject(call) {
    const bucket = ownBucket(store, place, call)
    remove(store, bucket, textIn(call.parameters, 'Key') ?? '', textIn(call.parameters, 'versionId'))
    return { status: 204, headers: {}, body: '' }
  },

  DeleteObjects(call) {
    const bucket = ownBucket(store, place, call)
    const body = call.http.body.toString('utf8')
    const objects = contentsOf(body, 'Object')
    if (objects.length === 0 || objects.length > 1000)
      throw new ServiceError(
        'MalformedXML',
        'The XML you provided was not well-formed or did not validate against our published schema',
      )
    const deleted = objects.map((object) => {
      const key = textOf(object, 'Key') ?? ''
      const version = textOf(object, 'VersionId')
      remove(store, bucket, key, version)
      const versionId = version ? `<VersionId>${escapeXml(version)}</VersionId>` : ''
      return `<Deleted><Key>${escapeXml(key)}</Key>${versionId}</Deleted>`
    })
    return xmlReply('DeleteResult', textOf(body, 'Quiet') === 'true' ? '' : deleted.join(''))
  },
})

/** Without a version, a bucket that keeps versions puts a delete marker on top. */
function remove(store: Store, bucket: Bucket, key: string, versionId: string | undefined): void {
  if (versionId !== undefined) store.remove(bucket, key, versionId)
  else if (isVersioned(bucket)) store.put(bucket, key, undefined)
  else store.remove(bucket, key, 'null')
}

function found(bucket: Bucket, { parameters }: Call): StoredObject & { readonly body: Buffer } {
  const versionId = textIn(parameters, 'versionId')
  const versions = bucket.objects.get(textIn(parameters, 'Key') ?? '')
  const object = versionId ? versions?.find((each) => each.versionId === versionId) : versions?.[0]
  const { body } = object ?? {}
  if (!object || !body) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404)
  return { ...object, body }
}

const versionHeader = ({ versionId }: StoredObject): Readonly<Record<string, string>> =>
  versionId === 'null' ? {} : { 'x-amz-version-id': versionId }

const headersOf = (object: StoredObject): Reply['headers'] => ({
  'content-type': 'binary/octet-stream',
  ...object.headers,
  ...versionHeader(object),
  etag: object.etag,
  'last-modified': object.at.toUTCString(),
  'accept-ranges': 'bytes',
})
