/**
 * An IP address as one number: IPv4 from 0, IPv6 from 2^32 on. One line for both families lets one sweep serve both,
 * and no block reaches from one family into the other.
 */
export type Address = bigint

/** Addresses from the first to the last, both included. */
export interface AddressRange {
  readonly first: Address
  readonly last: Address
}

export const FIRST_V6: Address = 1n << 32n
export const LAST_V4: Address = FIRST_V6 - 1n
export const LAST_V6: Address = FIRST_V6 + (1n << 128n) - 1n

/** Reads an IPv4 or IPv6 address; undefined for other texts, leading zeros and IPv4 inside IPv6 included. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text)
}

/** Reads `10.0.0.0/8` or a bare address. Host bits may be set: the block around the address is meant. */
export function parseBlock(text: string): AddressRange | undefined {
  const slash = text.indexOf('/')
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (address === undefined) return undefined
  const [base, width] = address < FIRST_V6 ? [0n, 32] : [FIRST_V6, 128]
  const length = slash < 0 ? String(width) : text.slice(slash + 1)
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > width) return undefined
  const hosts = (1n << BigInt(width - Number(length))) - 1n
  const first = base + ((address - base) & ~hosts)
  return { first, last: first + hosts }
}

/** As people write it: `10.0.0.5`, `2001:db8::1`. */
export function addressText(address: Address): string {
  if (address < FIRST_V6) return [24n, 16n, 8n, 0n].map((bits) => (address >> bits) & 255n).join('.')
  const value = address - FIRST_V6
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16))
  return shorten(groups)
}

function parseV4(text: string): Address | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  // A leading zero is octal to some readers, so what the address is would depend on who reads it.
  if (!parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return undefined
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [left = [], right = []] = halves
  const zeros = 8 - left.length - right.length
  if (halves.length > 2 || (halves.length === 2 ? zeros < 1 : zeros !== 0)) return undefined
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) + FIRST_V6
}

/** RFC 5952: the longest run of two or more zero groups becomes `::`. */
function shorten(groups: readonly string[]): string {
  let [from, length] = [0, 1]
  for (let start = 0; start < groups.length; start++) {
    let end = start
    while (groups[end] === '0') end++
    if (end - start > length) [from, length] = [start, end - start]
  }
  if (length < 2) return groups.join(':')
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + length).join(':')}`
}
