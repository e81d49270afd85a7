import type { Cell } from '../../verify/matrix.ts'

/** What callers in a lab got of one mutant. */
export interface Asked {
  readonly id: string
  /** Why the lab cannot make these templates. */
  readonly notMade?: string
  /** A fault, which shows nothing. */
  readonly stopped?: string
  /** How many requests were sent. */
  readonly requests: number
  /** Of them, those that neither proof nor interpreter predicts. */
  readonly open: number
  /** `stranger GET /secure/greeter, forced: 403 instead of 200`: otherwise than of dist/. */
  readonly changed: readonly string[]
  /** In the same words: otherwise than predicted. */
  readonly wrong: readonly string[]
}

/** Compares what came of a mutant with what was predicted, and with what came of dist/. */
export function askedOf(id: string, cells: readonly Cell[], original: readonly Cell[]): Asked {
  const before = new Map(original.map((cell) => [nameOf(cell), cell.happened]))
  return {
    id,
    requests: cells.length,
    open: cells.filter(({ expectation: { seen, accepted } }) => seen === undefined && accepted === undefined)
      .length,
    changed: cells
      .filter((cell) => before.has(nameOf(cell)) && before.get(nameOf(cell)) !== cell.happened)
      .map((cell) => `${nameOf(cell)}: ${cell.happened} instead of ${before.get(nameOf(cell))}`),
    wrong: cells.filter(({ agrees }) => !agrees).map((cell) => `${nameOf(cell)}: ${surprise(cell)}`),
  }
}

const nameOf = ({ question: { host, route, form } }: Cell): string => `${host} ${route}, ${form}`

function surprise({ happened, expectation: { seen, accepted } }: Cell): string {
  const proof = accepted === undefined ? 'nothing' : accepted ? 'accepted' : 'refused'
  return `${happened}; the interpreter says ${seen ?? 'nothing'}, the proof ${proof}`
}
