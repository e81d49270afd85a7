import { basename, dirname, join, normalize } from 'node:path'
import type { Declaration, Template } from './template.ts'
import { entriesOf, itemsOf, type Node, textOf } from './tree.ts'

/** Where the templates of nested stacks are looked for. */
export interface Nest {
  readonly named: readonly string[]
  readonly isThere: (path: string) => boolean
  readonly given: ReadonlyMap<string, string>
}

/**
 * The file of a nested stack's template: the name at the end of its URL, beside the template that nests it or
 * among the files that were named. CDK's URLs end in a hash, but it notes the file in `Metadata`.
 */
export function nestedFile(declaration: Declaration, template: Template, nest: Nest): string | undefined {
  const asset = textOf(entriesOf(declaration.metadata).get('aws:asset:path'))
  const url = asset ?? urlText(entriesOf(declaration.properties).get('TemplateURL'), template, nest)
  const [path = ''] = (url ?? '').split(/[?#]/)
  // `…/${TemplateKeyPrefix}child.yaml`: the variable can end in a slash.
  const name = /[^/}]*$/.exec(path)?.[0]
  if (!name || name.startsWith('.')) return undefined
  const folder = dirname(template.file)
  const local =
    path.includes('${') || path.includes('://') ? [] : [path.startsWith('/') ? path : join(folder, path)]
  const candidates = [...local, join(folder, name)].map(normalize)
  return (
    candidates.find((file) => nest.named.includes(file)) ??
    nest.named.find((file) => basename(file) === name) ??
    candidates.find(nest.isThere)
  )
}

/** A URL's text as far as it is written: what is not known stands as `${}`. */
function urlText(node: Node | undefined, template: Template, nest: Nest): string | undefined {
  if (node?.kind !== 'call') return textOf(node)
  const items = itemsOf(node.argument)
  if (node.name === 'Ref') {
    const name = textOf(node.argument) ?? ''
    return (
      nest.given.get(`${template.name}:${name}`) ??
      nest.given.get(name) ??
      template.parameters.get(name)?.default
    )
  }
  if (node.name === 'Fn::Sub') return textOf(items[0] ?? node.argument)
  if (node.name === 'Fn::Join') {
    return itemsOf(items[1])
      .map((item) => urlText(item, template, nest) ?? '${}')
      .join(textOf(items[0]) ?? '')
  }
  return undefined
}
