import { Unsettled } from '../unsettled.ts'
import { type Operator, withNegation } from './operator.ts'

interface Address {
  readonly bits: 32 | 128
  readonly number: bigint
}

const inBlock: Operator['read'] = ({ text, at }) => {
  const [base = '', prefix, ...rest] = text.split('/')
  const block = readAddress(base)
  const length = prefix === undefined ? block?.bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : undefined
  if (!block || length === undefined || length > block.bits || rest.length > 0)
    throw new Unsettled(`'${text}' is no address or block of addresses`, at)
  const hostBits = BigInt(block.bits - length)
  return (actual) => {
    const address = readAddress(actual)
    if (!address) throw new Unsettled(`the request's '${actual}' is no address`, at)
    // Both are shifted: AWS's own example has host bits set in a block (123.4.5.6/24).
    return address.bits === block.bits && address.number >> hostBits === block.number >> hostBits
  }
}

function readAddress(text: string): Address | undefined {
  const four = readFour(text)
  if (four !== undefined) return { bits: 32, number: four }
  const six = readSix(text)
  return six === undefined ? undefined : { bits: 128, number: six }
}

function readFour(text: string): bigint | undefined {
  const parts = text.split('.')
  // A leading zero is octal to some readers and decimal to others.
  const proper = parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  return parts.length === 4 && proper ? joined(parts.map(BigInt), 8n) : undefined
}

function readSix(text: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.[\d.]+)$/.exec(text)
  const four = tail?.[2] === undefined ? undefined : readFour(tail[2])
  if (tail && four === undefined) return undefined
  const groups = tail && four !== undefined ? `${tail[1]}${hex(four >> 16n)}:${hex(four & 0xffffn)}` : text
  const halves = groups.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [left = [], right] = halves
  const gap = 8 - left.length - (right?.length ?? 0)
  if (halves.length > 2 || (right ? gap < 1 : gap !== 0)) return undefined
  const all = [...left, ...Array<string>(gap).fill('0'), ...(right ?? [])]
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return joined(
    all.map((group) => BigInt(`0x${group}`)),
    16n,
  )
}

const hex = (number: bigint): string => number.toString(16)
const joined = (parts: readonly bigint[], bits: bigint): bigint =>
  parts.reduce((whole, part) => (whole << bits) | part, 0n)

/** Version 4 and 6, blocks and bare addresses; an address of the other version is in no block. */
export const addresses: readonly Operator[] = withNegation('IpAddress', 'NotIpAddress', inBlock)
