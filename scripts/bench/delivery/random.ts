import { createHash } from 'node:crypto'

/** Numbers from 0 to 1 that are the same each time for one seed. */
export function randomFrom(seed: string): () => number {
  let count = 0
  return () => {
    const hash = createHash('sha256').update(`${seed} ${count++}`).digest()
    return hash.readUInt32BE() / 2 ** 32
  }
}
