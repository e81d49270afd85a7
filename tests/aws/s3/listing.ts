import { textIn } from '../protocol/data.ts'
import type { Call } from '../protocol/message.ts'
import { xmlReply } from '../protocol/rest-xml.ts'
import { element, escapeXml } from '../protocol/xml.ts'
import type { Action, Place } from '../service.ts'
import { ownBucket } from './access.ts'
import type { Bucket, Store, StoredObject } from './store.ts'

/** What is in a bucket, in pages. */
export const listingActions = (store: Store, place: Place): Readonly<Record<string, Action>> => ({
  ListObjectVersions(call) {
    const bucket = ownBucket(store, place, call)
    const { prefix, size } = limits(call)
    const all = versionsOf(bucket, prefix)
    const marker = textIn(call.parameters, 'key-marker')
    const version = textIn(call.parameters, 'version-id-marker')
    const from = marker === undefined ? 0 : after(all, marker, version)
    const page = all.slice(from, from + size)
    const last = from + size < all.length ? page.at(-1) : undefined
    const next = last
      ? element('NextKeyMarker', last.key, 'member') +
        element('NextVersionIdMarker', last.versionId, 'member')
      : ''
    return xmlReply(
      'ListVersionsResult',
      `${head(bucket, prefix, size, last !== undefined)}${next}${page.map((each) => versionXml(each, bucket)).join('')}`,
    )
  },

  ListObjectsV2(call) {
    const bucket = ownBucket(store, place, call)
    const { prefix, size } = limits(call)
    const all = versionsOf(bucket, prefix).filter((each) => each.body && isLatest(each, bucket))
    const token = textIn(call.parameters, 'continuation-token') ?? textIn(call.parameters, 'start-after')
    const rest = token === undefined ? all : all.filter(({ key }) => key > token)
    const page = rest.slice(0, size)
    const last = rest.length > size ? page.at(-1) : undefined
    const next = last ? element('NextContinuationToken', last.key, 'member') : ''
    const contents = page.map((each) => element('Contents', contentOf(each), 'member')).join('')
    const count = element('KeyCount', page.length, 'member')
    return xmlReply(
      'ListBucketResult',
      `${head(bucket, prefix, size, last !== undefined)}${next}${count}${contents}`,
    )
  },
})

const limits = ({ parameters }: Call) => ({
  prefix: textIn(parameters, 'prefix') ?? '',
  size: Number(textIn(parameters, 'max-keys') ?? 1000),
})

const head = ({ name }: Bucket, prefix: string, size: number, truncated: boolean): string =>
  `<Name>${name}</Name><Prefix>${escapeXml(prefix)}</Prefix><MaxKeys>${size}</MaxKeys><IsTruncated>${truncated}</IsTruncated>`

/** By key, and of each key the newest first. */
const versionsOf = ({ objects }: Bucket, prefix: string): StoredObject[] =>
  [...objects.keys()]
    .filter((key) => key.startsWith(prefix))
    .sort()
    .flatMap((key) => objects.get(key) ?? [])

const after = (all: readonly StoredObject[], key: string, version: string | undefined): number =>
  all.filter(
    (each, index) =>
      each.key < key ||
      (each.key === key &&
        (version === undefined ||
          index <= all.findIndex((one) => one.key === key && one.versionId === version))),
  ).length

const isLatest = (object: StoredObject, { objects }: Bucket): boolean =>
  objects.get(object.key)?.[0] === object

const contentOf = ({ key, at, etag, body }: StoredObject) => ({
  Key: key,
  LastModified: at,
  ETag: etag,
  Size: body?.length ?? 0,
  StorageClass: 'STANDARD',
})

function versionXml(object: StoredObject, bucket: Bucket): string {
  const common = { VersionId: object.versionId, IsLatest: isLatest(object, bucket) }
  return object.body
    ? element('Version', { ...contentOf(object), ...common }, 'member')
    : element('DeleteMarker', { Key: object.key, LastModified: object.at, ...common }, 'member')
}
