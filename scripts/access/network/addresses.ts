import type { TextValue } from '../../template/value.ts'
import { Undecided } from '../model/index.ts'

/** Consecutive IPv4 addresses; both ends belong to it. */
export interface Block {
  readonly first: number
  readonly last: number
  readonly bits: number
}

/** The number of an IPv4 address; undefined for any other text. */
export function parseAddress(text: string): number | undefined {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number)
  if (!bytes || bytes.some((byte) => byte > 255)) return undefined
  return bytes.reduce((number, byte) => number * 256 + byte, 0)
}

/** A CIDR or a bare address; host bits may be set, as EC2 drops them. Undefined for any other text. */
export function parseBlock(text: string): Block | undefined {
  const [written = '', length = '32', ...more] = text.split('/')
  const address = parseAddress(written)
  if (address === undefined || more.length > 0 || !/^\d{1,2}$/.test(length) || Number(length) > 32)
    return undefined
  const size = 2 ** (32 - Number(length))
  const first = Math.floor(address / size) * size
  return { first, last: first + size - 1, bits: Number(length) }
}

/** Whether an address lies in a block. */
export const contains = ({ first, last }: Block, address: number): boolean =>
  first <= address && address <= last

/** Whether two blocks have an address in common. */
export const overlap = (one: Block, other: Block): boolean =>
  one.first <= other.last && other.first <= one.last

/** `10.10.2.4` */
export const formatAddress = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')

/** The block that a template's text names. */
export function blockOf(text: TextValue): Block {
  const block = parseBlock(text.text)
  if (!block) throw new Undecided(`'${text.text}' is no IPv4 block`, text.at)
  return block
}

/** An address that a host of this subnet may have; EC2 keeps the first four and the last for itself. */
export const someHost = ({ first, last }: Block, nth = 0): number => Math.min(first + 4 + nth, last)
