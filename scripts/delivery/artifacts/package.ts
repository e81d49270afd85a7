import { createHash } from 'node:crypto'
import { isMap, isScalar, parseDocument } from 'yaml'
import type { Stack } from '../../template/stacks.ts'

/** A template as it is put into the bucket. */
export interface Artifact {
  /** Named after its content, so that what has not changed is not uploaded, and its nested stack not updated. */
  readonly key: string
  readonly body: string
  /** The file it was made from. */
  readonly file: string
}

export interface Package {
  /** The root template, its nested stacks' TemplateURLs pointing at the artifacts. */
  readonly body: string
  /** Those of nested stacks, each once. */
  readonly artifacts: readonly Artifact[]
}

/**
 * A root template and those it nests, ready for a bucket.
 *
 * @param urlOf where an artifact of that key will be
 * @param read the text of a file
 */
export function packaged(
  root: Stack,
  urlOf: (key: string) => string,
  read: (file: string) => string,
): Package {
  const artifacts = new Map<string, Artifact>()
  const bodyOf = ({ template, children }: Stack): string => {
    const urls = new Map<string, string>()
    for (const [logicalId, child] of children) {
      // One that was not found keeps the URL it has; the proof says UNKNOWN of it.
      if ('kind' in child) continue
      const artifact = artifactOf(bodyOf(child), child.template.file)
      artifacts.set(artifact.key, artifact)
      urls.set(logicalId, urlOf(artifact.key))
    }
    return withUrls(read(template.file), urls)
  }
  return { body: bodyOf(root), artifacts: [...artifacts.values()] }
}

export const artifactOf = (body: string, file: string): Artifact => ({
  key: `${createHash('sha256').update(body).digest('hex')}.template.yaml`,
  body,
  file,
})

/** The template with the TemplateURL of each of these resources replaced; every other byte stays as it is. */
export function withUrls(source: string, urls: ReadonlyMap<string, string>): string {
  if (urls.size === 0) return source
  const document = parseDocument(source, { logLevel: 'silent' })
  const edits = [...urls].map(([logicalId, url]) => {
    const properties = document.getIn(['Resources', logicalId, 'Properties'], true)
    const pair = isMap(properties)
      ? properties.items.find(({ key }) => isScalar(key) && key.value === 'TemplateURL')
      : undefined
    const key = isScalar(pair?.key) ? pair.key.range : undefined
    const value = (pair?.value as { range?: [number, number, number] } | undefined)?.range
    if (!key || !value) throw new Error(`${logicalId} has no TemplateURL to replace`)
    return { from: key[1], to: value[1], url }
  })
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, url }) => {
      // A list or map in block style ends with its line.
      const end = text[to - 1] === '\n' ? '\n' : ''
      return `${text.slice(0, from)}: "${url}"${end}${text.slice(to)}`
    }, source)
}
