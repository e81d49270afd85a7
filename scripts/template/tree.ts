import type { FlagValue, NumberValue, Place, TextValue, UnknownValue, Value } from './value.ts'

/**
 * A template as written, every node with its place. What holds no intrinsic is a Value already: `literal` lists and
 * maps are used as they are, in every world.
 */
export type Node = TextValue | NumberValue | FlagValue | UnknownValue | ListNode | MapNode | CallNode

export interface ListNode {
  readonly kind: 'list'
  readonly items: readonly Node[]
  readonly at: Place
  readonly literal: boolean
}
export interface MapNode {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Node>
  /** Where each key stands. */
  readonly keys: ReadonlyMap<string, Place>
  readonly at: Place
  readonly literal: boolean
}
/** An intrinsic by its long name, however it was written: `Ref`, `Fn::Sub`, `Condition`. */
export interface CallNode {
  readonly kind: 'call'
  readonly name: string
  readonly argument: Node
  readonly at: Place
}

/** The node itself when nothing in it must be resolved. */
export function asLiteral(node: Node): Value | undefined {
  if (node.kind === 'call') return undefined
  if (node.kind === 'list' || node.kind === 'map') return node.literal ? (node as Value) : undefined
  return node
}

/** The text of a node that is plainly one. */
export const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'text' ? node.text : node?.kind === 'number' ? String(node.number) : undefined

/** The items of a list as written, or nothing. */
export const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : [])

/** The entries of a map as written, or nothing. */
export const entriesOf = (node: Node | undefined): ReadonlyMap<string, Node> =>
  node?.kind === 'map' ? node.entries : new Map()

/** Every intrinsic in a node, in no particular order. */
export function* callsIn(node: Node): Generator<CallNode> {
  const rest: Node[] = [node]
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (asLiteral(next)) continue
    if (next.kind === 'call') {
      yield next
      rest.push(next.argument)
    } else if (next.kind === 'list') for (const item of next.items) rest.push(item)
    else if (next.kind === 'map') for (const item of next.entries.values()) rest.push(item)
  }
}
