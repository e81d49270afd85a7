import { Evaluation } from '../../../../scripts/template/evaluation.ts'
import type { Names } from '../../../../scripts/template/names.ts'
import type { Stack, Stacks } from '../../../../scripts/template/stacks.ts'
import type { Declaration } from '../../../../scripts/template/template.ts'
import { entriesOf } from '../../../../scripts/template/tree.ts'
import { unknown } from '../../../../scripts/template/value.ts'
import { anyWorld } from '../../../../scripts/template/world.ts'
import type { Opened } from './shelf.ts'

/** A tree of stacks, each with what its template says. */
export interface Tree {
  readonly stacks: Stacks
  readonly opened: ReadonlyMap<Stack, Opened>
  /** By address: where the template of a nested stack was, and why it could not be had. */
  readonly urls: ReadonlyMap<string, string>
  readonly missing: ReadonlyMap<string, string>
}

interface Inputs {
  readonly root: Opened
  /** Values of the root's parameters. */
  readonly parameters: ReadonlyMap<string, string>
  /** `AWS::Region`, `AWS::StackName`, `SecurePrivateApi/AWS::StackName`. */
  readonly pseudo: ReadonlyMap<string, string>
  readonly names: Names
  readonly fetch: (url: string) => Opened | string
}

/**
 * Opens the templates that a root nests, by their URLs as the parameters make them; those under a condition that does
 * not hold are left alone.
 */
export function openTree({ root, parameters, pseudo, names, fetch }: Inputs): Tree {
  const { name } = root.template
  const given = new Map([
    ...pseudo,
    ...[...parameters].map(([key, value]): [string, string] => [`${name}:${key}`, value]),
  ])
  const first: Stack = { address: '', prefix: '', template: root.template, children: new Map() }
  const all: Stack[] = [first]
  const stacks: Stacks = { roots: [first], all, given, problems: [] }
  const opened = new Map([[first, root]])
  const urls = new Map<string, string>()
  const missing = new Map<string, string>()
  for (const stack of all) {
    // A fresh look: what an evaluation has kept does not know of the children found since.
    const scope = new Evaluation(stacks, anyWorld, names).scope(stack)
    for (const declaration of stack.template.resources.values()) {
      if (declaration.type !== 'AWS::CloudFormation::Stack' || scope.makes(declaration.logicalId) !== true)
        continue
      const address = `${stack.prefix}${declaration.logicalId}`
      const node = urlNode(declaration)
      const url = node && scope.resolve(node)
      const found = url?.kind === 'text' ? fetch(url.text) : 'TemplateURL must be supplied'
      if (url?.kind === 'text') urls.set(address, url.text)
      if (typeof found === 'string') {
        missing.set(address, found)
        stack.children.set(declaration.logicalId, unknown(declaration.at, found))
        continue
      }
      const child: Stack = {
        address,
        prefix: `${address}/`,
        template: found.template,
        children: new Map(),
        parent: { stack, declaration },
      }
      stack.children.set(declaration.logicalId, child)
      opened.set(child, found)
      all.push(child)
    }
  }
  return { stacks, opened, urls, missing }
}

const urlNode = ({ properties }: Declaration) => entriesOf(properties).get('TemplateURL')
