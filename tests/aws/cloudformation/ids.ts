import { createHash } from 'node:crypto'

/** Names and ids as AWS makes them, the same ones in every run. */
export class Ids {
  private readonly seed: string
  private made = 0

  constructor(seed: string) {
    this.seed = seed
  }

  uuid(): string {
    const hex = this.next('hex')
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-')
  }

  /** `1A2B3C4D5E6F`, as at the end of generated names. */
  suffix(length = 12): string {
    return BigInt(`0x${this.next('hex')}`)
      .toString(36)
      .toUpperCase()
      .slice(0, length)
  }

  hex(length: number): string {
    return this.next('hex').slice(0, length)
  }

  private next(encoding: 'hex'): string {
    this.made += 1
    return createHash('sha256').update(`${this.seed} ${this.made}`).digest(encoding)
  }
}
