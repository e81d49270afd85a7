import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, Scalar } from 'yaml'
import { UserError } from '../command/user-error.ts'
import { hasPrivateUse, plainScalar, quotedScalar, refusePrivateUse } from './scalars.ts'
import { asLiteral, type ListNode, type MapNode, type Node } from './tree.ts'
import { type Place, placeText } from './value.ts'

/** With aliases written out; more would be an alias bomb rather than a template. */
const MOST_NODES = 1_000_000

type Yaml = {
  range?: readonly [number, number, number] | null
  tag?: string
  anchor?: string
  comment?: unknown
}

/** Turns a parsed YAML document into a tree, its intrinsics in one form and its aliases and merge keys resolved. */
export function toNode(document: Document, source: string, lines: LineCounter, file: string): Node {
  const anchors = new Map<string, { node: Node; size: number }>()
  let size = 0

  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  const fail = (at: Place, what: string, cure: string): never => {
    throw new UserError(`${placeText(at)}: ${what}`, cure)
  }
  const count = (more: number, at: Place) => {
    size += more
    if (size > MOST_NODES) {
      fail(
        at,
        `more than ${MOST_NODES.toLocaleString('en')} values once its aliases are written out`,
        'Write the values out, without aliases.',
      )
    }
  }

  const clean = (content: string, at: Place): string =>
    hasPrivateUse(content) ? refusePrivateUse(at) : content

  const read = (yaml: unknown): Node => {
    const { range, tag, anchor } = yaml as Yaml
    const start = range?.[0] ?? 0
    const short =
      tag?.startsWith('!') === true && !tag.startsWith('!!') && tag !== '!' ? tag.slice(1) : undefined
    // A call starts at its tag, which can stand on the line before its argument.
    const at = place(short ? tagBefore(source, start, short) : start)
    const before = size
    count(1, at)
    if (isAlias(yaml)) return alias(yaml.source, at)
    const inner = isMap(yaml)
      ? map(yaml.items, place(start))
      : isSeq(yaml)
        ? listOf(yaml.items, at)
        : scalar(yaml, at, short)
    const node = short ? shortForm(short, inner, at) : inner
    if (anchor) anchors.set(anchor, { node, size: size - before })
    return node
  }

  const alias = (name: string, at: Place): Node => {
    const target = anchors.get(name)
    if (!target)
      return fail(
        at,
        `*${name} refers to no anchor before it`,
        `Define &${name} first, or write the value out.`,
      )
    count(target.size, at)
    return target.node
  }

  const scalar = (yaml: unknown, at: Place, short: string | undefined): Node => {
    if (!isScalar(yaml)) return plainScalar('', at)
    const content = clean(typeof yaml.value === 'string' ? yaml.value : (yaml.source ?? ''), at)
    const asWritten =
      yaml.type !== Scalar.PLAIN || short !== undefined || (yaml as Yaml).tag === 'tag:yaml.org,2002:str'
    return asWritten ? quotedScalar(content, at) : plainScalar(content, at)
  }

  const listOf = (items: readonly unknown[], at: Place): ListNode => {
    const nodes = items.map((item) => read(item))
    return { kind: 'list', items: nodes, at, literal: nodes.every((node) => asLiteral(node)) }
  }

  const map = (pairs: readonly { key: unknown; value: unknown }[], at: Place): Node => {
    const entries = new Map<string, Node>()
    const keys = new Map<string, Place>()
    const merged: MapNode[] = []
    for (const { key, value } of pairs) {
      const keyAt = place((key as Yaml | null)?.range?.[0] ?? 0)
      if (!isScalar(key)) return fail(keyAt, 'a key that is not text', 'Write a plain name before the colon.')
      const name = clean(typeof key.value === 'string' ? key.value : String(key.source ?? ''), keyAt)
      const node = value ? read(value) : plainScalar('', keyAt)
      if (name === '<<' && key.type === Scalar.PLAIN) {
        merged.push(...mergedMaps(node, keyAt))
        continue
      }
      const first = keys.get(name)
      if (first) {
        fail(keyAt, `the key ${name} is there twice, first on line ${first.line}`, 'Remove one of the two.')
      }
      entries.set(name, node)
      keys.set(name, keyAt)
    }
    // What a map says itself wins over what it merges, an earlier merge over a later one (yaml.org/type/merge).
    for (const from of merged) {
      for (const [name, node] of from.entries) {
        if (entries.has(name)) continue
        count(1, at)
        entries.set(name, node)
        keys.set(name, from.keys.get(name) ?? at)
      }
    }
    return longForm(entries, keys, at)
  }

  const mergedMaps = (node: Node, at: Place): MapNode[] => {
    const nodes = node.kind === 'list' ? node.items : [node]
    return nodes.map((each) =>
      each.kind === 'map'
        ? each
        : fail(at, 'a merge key << that merges no map', 'Name a map, or a list of maps, after it.'),
    )
  }

  return document.contents ? read(document.contents) : plainScalar('', place(0))
}

/** `{"Fn::Sub": …}` is a call; other maps are maps. */
function longForm(entries: Map<string, Node>, keys: Map<string, Place>, at: Place): Node {
  if (entries.size === 1) {
    for (const [name, argument] of entries) {
      if (name === 'Ref' || name.startsWith('Fn::')) return { kind: 'call', name, argument, at }
    }
  }
  let literal = true
  for (const [name, node] of entries) if (name.startsWith('Fn::') || !asLiteral(node)) literal = false
  return { kind: 'map', entries, keys, at, literal }
}

function shortForm(tag: string, argument: Node, at: Place): Node {
  if (tag === 'Condition') {
    return { kind: 'map', entries: new Map([[tag, argument]]), keys: new Map([[tag, at]]), at, literal: true }
  }
  return { kind: 'call', name: tag === 'Ref' ? tag : `Fn::${tag}`, argument, at }
}

/** Where a tag stands: just before the value, or on a line shortly before it. */
function tagBefore(source: string, start: number, tag: string): number {
  const from = Math.max(start - 500, 0)
  const index = source.slice(from, start).lastIndexOf(`!${tag}`)
  return index < 0 ? start : from + index
}
