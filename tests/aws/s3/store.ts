import { createHash } from 'node:crypto'

export interface StoredObject {
  readonly key: string
  /** `null` while the bucket has no versions, as S3 calls it. */
  readonly versionId: string
  /** Undefined in a delete marker. */
  readonly body: Buffer | undefined
  readonly at: Date
  readonly etag: string
  /** Content-Type, x-amz-meta-… and the like, as they were sent. */
  readonly headers: Readonly<Record<string, string>>
}

export interface Bucket {
  readonly name: string
  readonly owner: string
  readonly region: string
  readonly at: Date
  readonly tags: Map<string, string>
  /** The bodies of `PUT ?policy` and the like, by what stands behind the question mark. */
  readonly configuration: Map<string, string>
  /** Of each key its versions, the newest first. */
  readonly objects: Map<string, StoredObject[]>
}

/** Everything in S3, other accounts' buckets included. */
export class Store {
  readonly buckets = new Map<string, Bucket>()
  private readonly now: () => number
  private versions = 0

  constructor(now: () => number) {
    this.now = now
  }

  add(name: string, owner: string, region: string): Bucket {
    const bucket: Bucket = {
      name,
      owner,
      region,
      at: new Date(this.now()),
      tags: new Map(),
      configuration: new Map(),
      objects: new Map(),
    }
    this.buckets.set(name, bucket)
    return bucket
  }

  /** Puts an object, or a delete marker where there is no body. */
  put(bucket: Bucket, key: string, body: Buffer | undefined, headers: Readonly<Record<string, string>> = {}) {
    const versioned = isVersioned(bucket)
    this.versions += 1
    const object: StoredObject = {
      key,
      versionId: versioned
        ? createHash('sha256').update(`${this.versions}`).digest('base64url').slice(0, 32)
        : 'null',
      body,
      at: new Date(this.now()),
      etag: `"${createHash('md5')
        .update(body ?? '')
        .digest('hex')}"`,
      headers,
    }
    const older = (bucket.objects.get(key) ?? []).filter(({ versionId }) => versionId !== object.versionId)
    bucket.objects.set(key, [object, ...older])
    return object
  }

  /** Deletes for good, and says what it was. */
  remove(bucket: Bucket, key: string, versionId: string): StoredObject | undefined {
    const all = bucket.objects.get(key) ?? []
    const left = all.filter((each) => each.versionId !== versionId)
    if (left.length > 0) bucket.objects.set(key, left)
    else bucket.objects.delete(key)
    return all.find((each) => each.versionId === versionId)
  }

  /** The content of an object by the URL that CloudFormation is given. */
  byUrl(url: string): string | undefined {
    const { bucket: name, key, versionId } = locate(new URL(url)) ?? {}
    const versions = this.buckets.get(name ?? '')?.objects.get(key ?? '')
    const found = versionId ? versions?.find((each) => each.versionId === versionId) : versions?.[0]
    return found?.body?.toString('utf8')
  }
}

export const isVersioned = ({ configuration }: Bucket): boolean =>
  /<Status>Enabled<\/Status>/.test(configuration.get('versioning') ?? '')

const VIRTUAL = /^(?<bucket>.+?)\.s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com(?:\.cn)?$/

/** `https://bucket.s3.us-east-1.amazonaws.com/key`, `https://s3.us-east-1.amazonaws.com/bucket/key`, or an endpoint. */
function locate({ hostname, pathname, searchParams }: URL) {
  const path = decodeURIComponent(pathname.slice(1))
  const versionId = searchParams.get('versionId') ?? undefined
  const virtual = VIRTUAL.exec(hostname)?.groups?.bucket
  if (virtual) return { bucket: virtual, key: path, versionId }
  const slash = path.indexOf('/')
  return slash > 0 ? { bucket: path.slice(0, slash), key: path.slice(slash + 1), versionId } : undefined
}
