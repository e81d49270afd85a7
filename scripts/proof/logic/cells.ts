import { type Address, addressText, FIRST_V6, LAST_V4, LAST_V6, parseAddress } from './address.ts'
import type { Run } from './classes.ts'
import type { Value } from './predicate.ts'

interface Cells {
  readonly witnesses: readonly Value[]
  readonly runs: ReadonlyMap<string, readonly Run[]>
}

/**
 * Cells are the intervals between neighbouring borders. Cells in which the same predicates hold are not merged: finer
 * than needed is as exact, and a range stays one run of neighbours, which keeps decision diagrams small.
 */
export function addressCells(
  family: 'v4' | 'both',
  ranges: readonly { readonly first: Address; readonly last: Address; readonly key: string }[],
): Cells {
  const last = family === 'v4' ? LAST_V4 : LAST_V6
  const borders = ranges.flatMap((range) => [range.first, range.last + 1n])
  const starts = sorted(
    [0n, ...(family === 'v4' ? [] : [FIRST_V6]), ...borders].filter((start) => start <= last),
  )
  const numbers = new Map(starts.map((start, i) => [start, i]))
  const witnesses = starts.map((start, i) => niceAddress(start, (starts[i + 1] ?? last + 1n) - 1n))
  const runs = ranges.map((range): [string, Run[]] => {
    const from = numbers.get(range.first) ?? starts.length
    return [range.key, nonEmpty(from, numbers.get(range.last + 1n) ?? starts.length)]
  })
  return { witnesses, runs: new Map(runs) }
}

/** The same for integers, whose bounds and ranges may be infinite. */
export function integerCells(
  { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: { from?: number; to?: number },
  ranges: readonly { readonly from: number; readonly to: number; readonly key: string }[],
): Cells {
  for (const border of [from, to, ...ranges.flatMap((range) => [range.from, range.to])])
    if (Number.isFinite(border) && !Number.isSafeInteger(border))
      throw new Error(`${border} is no safe integer`)
  if (from > to) return { witnesses: [], runs: new Map() }
  const clipped = ranges.map((range) => ({
    key: range.key,
    from: Math.max(range.from, from),
    to: Math.min(range.to, to),
  }))
  // The domain's own first number is always a border, so that the numbers no range holds keep their class.
  const borders = clipped.flatMap((range) => (range.from <= range.to ? [range.from, range.to + 1] : []))
  const starts = [...new Set([from, ...borders])]
    .filter((start) => start <= to && start < Infinity)
    .sort(ascending)
  const numbers = new Map(starts.map((start, i) => [start, i]))
  const witnesses = starts.map((start, i) =>
    Number.isFinite(start) ? start : niceBelow((starts[i + 1] ?? 1) - 1),
  )
  const runs = clipped.map((range): [string, Run[]] => {
    if (range.from > range.to) return [range.key, []]
    return [
      range.key,
      nonEmpty(numbers.get(range.from) ?? starts.length, numbers.get(range.to + 1) ?? starts.length),
    ]
  })
  return { witnesses, runs: new Map(runs) }
}

const NICE = [
  '203.0.113.10',
  '198.51.100.7',
  '192.0.2.1',
  '10.0.0.10',
  '10.0.1.10',
  '172.16.0.10',
  '192.168.1.20',
  '8.8.8.8',
  '2001:db8::1',
].map((text) => {
  const address = parseAddress(text)
  if (address === undefined) throw new Error(`${text} is no address`)
  return address
})

/** An address that people know from documentation and home networks, else a host some way into the block. */
function niceAddress(first: Address, last: Address): Address {
  const nice = NICE.find((address) => first <= address && address <= last)
  if (nice !== undefined) return nice
  return last - first > 20n ? first + 10n : first
}

/** The rank of an address as a counterexample; lower reads better. */
export function addressRank(address: Address): number {
  const rank = NICE.indexOf(address)
  return rank < 0 ? NICE.length + addressText(address).length : rank
}

const niceBelow = (last: number): number => Math.min(last, 0)
const ascending = (a: number, b: number): number => (a < b ? -1 : 1)
const sorted = (addresses: readonly Address[]): Address[] =>
  [...new Set(addresses)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
const nonEmpty = (from: number, to: number): Run[] => (from < to ? [{ from, to }] : [])
