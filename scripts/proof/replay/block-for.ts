import { type Address, type AddressRange, addressText, FIRST_V6, parseBlock } from '../logic/address.ts'

/** Blocks for documentation, which no request's address is likely to lie in. */
const FAR = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'].map((text) => ({
  text,
  range: parseBlock(text),
}))

/** Some block that holds the addresses inside and none of those outside; undefined where there is none. */
export function blockFor(inside: readonly Address[], outside: readonly Address[]): string | undefined {
  const [first] = inside
  const fits = (range: AddressRange | undefined) =>
    range !== undefined &&
    inside.every((address) => lies(address, range)) &&
    outside.every((address) => !lies(address, range))
  if (first === undefined) return FAR.find(({ range }) => fits(range))?.text
  const length = LENGTHS[first < FIRST_V6 ? 'v4' : 'v6'].find((one) => fits(around(first, one)))
  return length === undefined ? undefined : `${addressText(around(first, length).first)}/${length}`
}

/** `from(3)` is 3, 2, 1, 0. */
const from = (length: number): number[] => Array.from({ length: length + 1 }, (_, index) => length - index)

/** A /24 reads as a subnet does; several addresses may need a wider block, one beside it a narrower. */
const LENGTHS = { v4: [...from(24), 25, 26, 27, 28, 29, 30, 31, 32], v6: from(128) }

/** The block of this length that holds an address. */
function around(address: Address, length: number): AddressRange {
  const [base, width] = address < FIRST_V6 ? [0n, 32] : [FIRST_V6, 128]
  const hosts = (1n << BigInt(width - length)) - 1n
  const first = base + ((address - base) & ~hosts)
  return { first, last: first + hosts }
}

const lies = (address: Address, { first, last }: AddressRange): boolean => first <= address && address <= last
