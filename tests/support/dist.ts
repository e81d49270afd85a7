import { readFileSync } from 'node:fs'
import { isScalar, type Node, parseDocument, visit } from 'yaml'

// biome-ignore lint/suspicious/noExplicitAny: a test looks into a template at any depth
export type Any = any

export const templateNames = [
  'main',
  'unsecure-public-api',
  'secure-private-api-vpc',
  'secure-private-api',
  'api-consumer',
] as const

/** An emitted template as plain objects, its intrinsics in their long form. */
export function readTemplate(name: (typeof templateNames)[number]): Any {
  const text = readFileSync(`dist/${name}.yaml`, 'utf8')
  const document = parseDocument(text, { version: '1.1', logLevel: 'silent' })
  const long = (_key: unknown, node: Node) => {
    if (!node.tag?.startsWith('!')) return undefined
    const tag = node.tag.slice(1)
    delete node.tag
    const attribute =
      tag === 'GetAtt' &&
      isScalar(node) &&
      String(node.value)
        .split(/\.(.*)/s)
        .slice(0, 2)
    return document.createNode({ [tag === 'Ref' ? tag : `Fn::${tag}`]: attribute || node }) as Node
  }
  visit(document, { Scalar: long, Seq: long })
  return document.toJS()
}

/** The resources of a type, with their logical ids. */
export const ofType = (template: Any, type: string): [string, Any][] =>
  Object.entries<Any>(template.Resources).filter(([, resource]) => resource.Type === type)

/** Every object in a tree. */
export function* objects(node: unknown): Generator<Any> {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) yield node
  for (const child of Object.values(node)) yield* objects(child)
}
