import { Unsupported } from './unsupported.ts'

const FIRST_CAPACITY = 1 << 12
/** Below every other level. */
const LEAF = 0x7fffffff

/** The nodes of a diagram, each (level, low, high) once. Arrays of numbers, since there may be millions. */
export class NodeTable {
  size = 2
  private readonly limit: number
  private levels = new Int32Array(FIRST_CAPACITY).fill(LEAF, 0, 2)
  private lows = new Int32Array(FIRST_CAPACITY)
  private highs = new Int32Array(FIRST_CAPACITY)
  /** A hash table of node numbers with open addressing; 0 is an empty slot. */
  private slots = new Int32Array(FIRST_CAPACITY * 2)

  constructor(limit: number) {
    this.limit = limit
  }

  level(node: number): number {
    return this.levels[node] ?? LEAF
  }

  low(node: number): number {
    return this.lows[node] ?? 0
  }

  high(node: number): number {
    return this.highs[node] ?? 0
  }

  /** The number of this node, which is new or was there before. */
  find(level: number, low: number, high: number): number {
    const mask = this.slots.length - 1
    let slot = hash(level, low, high) & mask
    for (let node = this.slots[slot] ?? 0; node !== 0; node = this.slots[slot] ?? 0) {
      if (this.levels[node] === level && this.lows[node] === low && this.highs[node] === high) return node
      slot = (slot + 1) & mask
    }
    return this.add(slot, level, low, high)
  }

  private add(slot: number, level: number, low: number, high: number): number {
    if (this.size >= this.limit)
      throw new Unsupported(`the decision diagram needs more than ${this.limit} nodes`)
    const node = this.size++
    this.levels[node] = level
    this.lows[node] = low
    this.highs[node] = high
    this.slots[slot] = node
    if (this.size === this.levels.length) this.grow()
    return node
  }

  private grow(): void {
    const capacity = this.levels.length * 2
    this.levels = enlarged(this.levels, capacity)
    this.lows = enlarged(this.lows, capacity)
    this.highs = enlarged(this.highs, capacity)
    this.slots = new Int32Array(capacity * 2)
    const mask = this.slots.length - 1
    for (let node = 2; node < this.size; node++) {
      let slot = hash(this.level(node), this.low(node), this.high(node)) & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = node
    }
  }
}

function enlarged(array: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity)
  larger.set(array)
  return larger
}

function hash(level: number, low: number, high: number): number {
  const mixed = Math.imul(level, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
