import { openList } from '../open-list.ts'
import { hasSymbols } from '../symbols.ts'
import { itemsOf } from '../tree.ts'
import { list, type Place, text, unknown, type Value } from '../value.ts'
import { asText, type Intrinsic } from './intrinsic.ts'

/** As many as Fn::Cidr gives (user guide, Fn::Cidr: "count ... between 1 and 256"). */
const MOST = 256

/** Cuts a block into `count` blocks of 2^bits addresses, one after the other from its first address. */
export const cidr: Intrinsic = (argument, at, scope) => {
  const parts: string[] = []
  for (const node of itemsOf(argument)) {
    const part = asText(scope.resolve(node), at, 'Fn::Cidr')
    if (part.kind === 'unknown') return part
    parts.push(part.text)
  }
  const [block = '', countText = '', bitsText = ''] = parts
  if (block === '' || countText === '' || bitsText === '')
    return unknown(at, 'Fn::Cidr without block, count and bits')
  const { names } = scope.evaluation
  if (hasSymbols(bitsText)) return unknown(at, 'Fn::Cidr with bits that are not known')
  const [count, bits] = [Number(countText), Number(bitsText)]
  if (hasSymbols(countText)) {
    const name = `Fn::Cidr(${names.symbols.show(parts.join(', '))})`
    const joined = names.of({ name: `${name} with commas`, what: { kind: 'derived' }, at })
    return openList(at, { name, prefix: '', item: { kind: 'derived' }, joined })
  }
  if (!isWhole(count, 1, MOST) || !isWhole(bits, 1, 128))
    return unknown(at, 'Fn::Cidr with a count or bits out of range')
  if (!hasSymbols(block)) return literalBlocks(block, count, bits, at)
  const shown = names.symbols.show(block).replace(/^‹([^‹›]*)›$/, '$1')
  const blocks = Array.from({ length: count }, (_, index) => {
    const name = `block ${index} of ${shown} with ${bits} host bits`
    return text(at, names.of({ name, what: { kind: 'block', block, index, hostBits: bits }, at }))
  })
  return list(at, blocks)
}

function literalBlocks(block: string, count: number, bits: number, at: Place): Value {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block)
  if (!match) return unknown(at, `Fn::Cidr of ${block}, which is no IPv4 block`)
  const [a = 0, b = 0, c = 0, d = 0, length = 0] = match.slice(1).map(Number)
  if ([a, b, c, d].some((byte) => byte > 255) || length > 32)
    return unknown(at, `Fn::Cidr of ${block}, which is no IPv4 block`)
  const size = 2 ** bits
  const room = 2 ** (32 - length)
  const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
  if (bits > 32 || count * size > room)
    return unknown(at, `Fn::Cidr of ${block}, which has no room for ${count} blocks`)
  const first = address - (address % room)
  return list(
    at,
    Array.from({ length: count }, (_, index) => text(at, `${dotted(first + index * size)}/${32 - bits}`)),
  )
}

const dotted = (address: number): string =>
  [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.')

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most
