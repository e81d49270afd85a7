/**
 * Results of operations on pairs of nodes. Each pair has one slot: a collision forgets the older result, which costs
 * time and nothing else.
 */
export class OperationCache {
  readonly bits: number
  readonly size: number
  private readonly lefts: Int32Array
  private readonly rights: Int32Array
  private readonly results: Int32Array

  constructor(bits: number) {
    this.bits = bits
    this.size = 2 ** bits
    this.lefts = new Int32Array(this.size).fill(-1)
    this.rights = new Int32Array(this.size)
    this.results = new Int32Array(this.size)
  }

  /** The result, or -1 when it is not known. `operation` is 0 or 1. */
  get(operation: number, left: number, right: number): number {
    const slot = this.slot(operation, left, right)
    const same = this.lefts[slot] === left * 2 + operation && this.rights[slot] === right
    return same ? (this.results[slot] ?? -1) : -1
  }

  put(operation: number, left: number, right: number, result: number): void {
    const slot = this.slot(operation, left, right)
    this.lefts[slot] = left * 2 + operation
    this.rights[slot] = right
    this.results[slot] = result
  }

  private slot(operation: number, left: number, right: number): number {
    const mixed = Math.imul(left * 2 + operation, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)
    return (mixed ^ (mixed >>> 15)) & (this.size - 1)
  }
}
