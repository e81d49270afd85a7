import { isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument, visit } from 'yaml'
import { UserError } from '../command/user-error.ts'

/** One TemplateURL of a nested stack, as it stands in a template. */
export interface NestedUrl {
  logicalId: string
  line: number
  column: number
  /** The URL's text with its `${…}`; undefined when no text can be made out (an `Fn::If`, an import). */
  url: string | undefined
  /** Where the property stands in the source: from its name to the end of its value. */
  from: number
  to: number
  /** JSON or a YAML flow map: further keys can follow on the same line. */
  flow: boolean
  hasParameters: boolean
}

/** Finds the nested stacks of a template, wherever they stand (also inside an `Fn::ForEach`). */
export function nestedUrls(source: string, file: string): NestedUrl[] {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
  const [error] = document.errors
  if (error) {
    const { line, col } = lines.linePos(error.pos[0])
    throw new UserError(`${file}:${line}:${col}: ${error.message}`, 'Correct the YAML and try again.')
  }
  const resources = isMap(document.contents) ? document.contents.get('Resources', true) : undefined
  if (!isMap(resources)) return []
  const found: NestedUrl[] = []
  visit(resources as Node, {
    Pair(_, { key, value }) {
      if (!isMap(value) || value.get('Type') !== 'AWS::CloudFormation::Stack') return
      const properties = value.get('Properties', true)
      if (!isMap(properties)) return
      const pair = properties.items.find((item) => isScalar(item.key) && item.key.value === 'TemplateURL')
      const [name, url] = [pair?.key as ParsedNode | undefined, pair?.value as ParsedNode | undefined]
      if (!name || !url) return
      const { line, col } = lines.linePos(name.range[0])
      found.push({
        logicalId: String(isScalar(key) ? key.value : key),
        line,
        column: col,
        url: textOf(url),
        from: name.range[0],
        to: url.range[1],
        flow: properties.flow === true,
        hasParameters: properties.has('Parameters') || properties.has('<<'),
      })
    },
  })
  return found
}

/** The text at the end of a URL: a string's own, a Sub's template, the last piece of a Join. */
function textOf(node: unknown): string | undefined {
  if (isMap(node) && node.items.length === 1) {
    const [pair] = node.items
    return intrinsicText(String(isScalar(pair?.key) ? pair.key.value : ''), pair?.value)
  }
  const tag = (node as ParsedNode).tag
  if (tag?.startsWith('!') === true && !tag.startsWith('!!')) {
    return intrinsicText(tag === '!Ref' ? 'Ref' : `Fn::${tag.slice(1)}`, node)
  }
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined
}

function intrinsicText(name: string, value: unknown): string | undefined {
  const items = isSeq(value) ? value.items : []
  if (name === 'Fn::Sub') return stringOf(items[0] ?? value)
  const pieces = items[1]
  const last = name === 'Fn::Join' && isSeq(pieces) ? textOf(pieces.items.at(-1)) : undefined
  // What stands before the last piece is not known; without it `/child.yaml` would be a local path.
  return last === undefined ? undefined : `\${}${last}`
}

function stringOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined
}

/**
 * The file a URL means, relative to the template that nests it: a local path as it is, of anything else the
 * name at its end.
 */
export function fileOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  if (!url.includes('${') && !url.includes('://')) return url
  return /([^/}?]+)(?:\?.*)?$/s.exec(url)?.[1]?.trim()
}

/**
 * The template with local TemplateURLs, every line where it was. A nested stack that passes no parameters gets
 * an empty `Parameters`, because cfn-lint compares only where there is one.
 *
 * @param locals the local path for each nested stack; one without stays as it is
 */
export function withLocalUrls(source: string, locals: Map<NestedUrl, string>): string {
  let text = source
  for (const [nested, path] of [...locals].sort(([a], [b]) => b.from - a.from)) {
    const { from, to, flow, hasParameters } = nested
    const parameters = hasParameters ? '' : ', "Parameters": {}'
    const local = `"TemplateURL": ${JSON.stringify(path)}${parameters}`
    // A block map takes two keys on one line only through a merge key.
    const property = flow || hasParameters ? local : `<<: {${local}}`
    const lineBreaks = source.slice(from, to).replace(/[^\n]/g, '')
    text = text.slice(0, from) + property + lineBreaks + text.slice(to)
  }
  return text
}
