import type { Scope } from './scope.ts'
import { Trail } from './trail.ts'
import { entriesOf, type Node } from './tree.ts'
import type { Place } from './value.ts'

/** A place that decides about a value used elsewhere: where a nested stack is passed it, or gives it out. */
export interface Origin {
  /** For people: `VpcCidr of SecurePrivateApi is passed here`. */
  readonly what: string
  readonly at: Place
}

/**
 * The places from which what is written in a node has its values, and by whose conditions it is there or is left out,
 * the nearest first. A parameter that is passed on under its own name tells nothing, so only its own origins count.
 */
export function originsOf(node: Node, scope: Scope): Origin[] {
  const trail = new Trail()
  trail.follow(node, scope)
  return trail.found
}

/** The same for whether a resource is made, and for what its conditions leave out of it. */
export function originsOfResource(logicalId: string, scope: Scope): Origin[] {
  const trail = new Trail()
  trail.made(logicalId, scope)
  const { condition, properties } = scope.stack.template.resources.get(logicalId) ?? {}
  if (condition !== undefined) trail.condition(condition, scope)
  for (const [name, node] of entriesOf(properties)) if (name !== 'Tags') trail.omissions(node, scope)
  return trail.found
}
