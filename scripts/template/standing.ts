import type { Evaluation } from './evaluation.ts'
import { type Origin, originsOf, originsOfResource } from './origins.ts'
import type { Stack } from './stacks.ts'
import type { Declaration } from './template.ts'
import { entriesOf, itemsOf, type Node } from './tree.ts'
import type { Place } from './value.ts'

/** Where what stands at a place comes from: a resource, or a value in one, in every stack that its template makes. */
export const originsAt = (place: Place, evaluation: Evaluation): Origin[] =>
  evaluation.stacks.all
    .filter((stack) => stack.template.file === place.file && evaluation.made(stack) !== false)
    .flatMap((stack) => {
      const declaration = around(place, stack)
      if (!declaration) return []
      const scope = evaluation.scope(stack)
      if (isSame(declaration.at, place)) return originsOfResource(declaration.logicalId, scope)
      const node = declaration.properties && standingAt(place, declaration.properties)
      return node ? originsOf(node, scope) : []
    })

/** The resource whose lines a place is among. */
function around(place: Place, { template }: Stack): Declaration | undefined {
  let found: Declaration | undefined
  for (const declaration of template.resources.values()) {
    if (declaration.at.line <= place.line && (!found || found.at.line <= declaration.at.line))
      found = declaration
  }
  return found
}

/** The outermost node that begins at a place; for a branch of an If the whole, as its condition chose that place. */
function standingAt(place: Place, node: Node): Node | undefined {
  const isBranch = (branch: Node) => isSame(branch.at, place)
  if (isSame(node.at, place)) return node
  if (node.kind === 'call' && node.name === 'Fn::If' && itemsOf(node.argument).some(isBranch)) return node
  for (const inner of childrenOf(node)) {
    const found = standingAt(place, inner)
    if (found) return found
  }
  return undefined
}

function childrenOf(node: Node): Iterable<Node> {
  if (node.kind === 'call') return [node.argument]
  return node.kind === 'list' ? node.items : entriesOf(node).values()
}

const isSame = (one: Place, other: Place): boolean =>
  one.file === other.file && one.line === other.line && one.column === other.column
