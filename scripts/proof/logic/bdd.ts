import { NodeTable } from './node-table.ts'
import { OperationCache } from './operation-cache.ts'

/** A node of a BDD; the numbers 0 and 1 are false and true. */
export type Node = number

export const NO: Node = 0
export const YES: Node = 1

const AND = 0
const OR = 1
const FIRST_CACHE_BITS = 12
const LAST_CACHE_BITS = 20

/** Reduced ordered binary decision diagrams (Bryant 1986), without complemented edges. */
export class Bdd {
  private readonly nodes: NodeTable
  private readonly negations = new Map<Node, Node>()
  private cache = new OperationCache(FIRST_CACHE_BITS)

  constructor(limit: number) {
    this.nodes = new NodeTable(limit)
  }

  get size(): number {
    return this.nodes.size
  }

  /** The node that tests a level: `low` where it is false, `high` where it is true. */
  node(level: number, low: Node, high: Node): Node {
    return low === high ? low : this.nodes.find(level, low, high)
  }

  variable(level: number): Node {
    return this.node(level, NO, YES)
  }

  not(node: Node): Node {
    if (node <= YES) return YES - node
    const known = this.negations.get(node)
    if (known !== undefined) return known
    const result = this.node(
      this.nodes.level(node),
      this.not(this.nodes.low(node)),
      this.not(this.nodes.high(node)),
    )
    this.negations.set(node, result)
    this.negations.set(result, node)
    return result
  }

  and(left: Node, right: Node): Node {
    if (left === NO || right === NO) return NO
    if (left === YES || left === right) return right
    if (right === YES) return left
    return left < right ? this.apply(AND, left, right) : this.apply(AND, right, left)
  }

  or(left: Node, right: Node): Node {
    if (left === YES || right === YES) return YES
    if (left === NO || left === right) return right
    if (right === NO) return left
    return left < right ? this.apply(OR, left, right) : this.apply(OR, right, left)
  }

  /** The conjunction of many, joined in pairs: neighbours first, so that intermediate results stay small. */
  all(nodes: readonly Node[]): Node {
    return pairwise(nodes, YES, (left, right) => this.and(left, right))
  }

  /** The disjunction of many, joined in pairs. */
  any(nodes: readonly Node[]): Node {
    return pairwise(nodes, NO, (left, right) => this.or(left, right))
  }

  /** Values of the levels on a path to true; levels that are missing may have either. Undefined if there is none. */
  path(node: Node): Map<number, boolean> | undefined {
    if (node === NO) return undefined
    const path = new Map<number, boolean>()
    while (node !== YES) {
      // In a reduced diagram every node but NO leads to YES.
      const low = this.nodes.low(node)
      path.set(this.nodes.level(node), low === NO)
      node = low === NO ? this.nodes.high(node) : low
    }
    return path
  }

  private apply(operation: typeof AND | typeof OR, left: Node, right: Node): Node {
    const known = this.cache.get(operation, left, right)
    if (known >= 0) return known
    const nodes = this.nodes
    const [leftLevel, rightLevel] = [nodes.level(left), nodes.level(right)]
    const level = Math.min(leftLevel, rightLevel)
    const [leftLow, leftHigh] = leftLevel === level ? [nodes.low(left), nodes.high(left)] : [left, left]
    const [rightLow, rightHigh] =
      rightLevel === level ? [nodes.low(right), nodes.high(right)] : [right, right]
    const result =
      operation === AND
        ? this.node(level, this.and(leftLow, rightLow), this.and(leftHigh, rightHigh))
        : this.node(level, this.or(leftLow, rightLow), this.or(leftHigh, rightHigh))
    if (this.nodes.size >> 1 > this.cache.size && this.cache.bits < LAST_CACHE_BITS)
      this.cache = new OperationCache(this.cache.bits + 1)
    this.cache.put(operation, left, right, result)
    return result
  }
}

function pairwise(nodes: readonly Node[], neutral: Node, join: (left: Node, right: Node) => Node): Node {
  let all = nodes
  while (all.length > 1) {
    const half: Node[] = []
    for (let i = 0; i < all.length; i += 2) half.push(join(all[i] ?? neutral, all[i + 1] ?? neutral))
    all = half
  }
  return all[0] ?? neutral
}
