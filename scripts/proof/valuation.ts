import { createHash } from 'node:crypto'
import { isSymbol, type SymbolInfo, type Symbols } from '../template/symbols.ts'
import { type AddressRange, addressText, parseBlock } from './logic/address.ts'
import type { Found } from './theorems/ask.ts'

/** A text of the templates as it could be after deployment. */
export type Valuation = (text: string) => string

const PSEUDO: Record<string, string> = {
  // No template is likely to spell out this one, and a symbol equals no text that one does.
  'AWS::AccountId': '908172635445',
  'AWS::Region': 'xx-nowhere-1',
  'AWS::Partition': 'aws',
}

/**
 * Plain values for all symbols under which a request that was found is what the solver says it is: unknown blocks hold
 * its address, or do not, as their free predicates turned out. Undefined where no such values can be made up.
 */
export function valuationOf(symbols: Symbols, found: Found): Valuation | undefined {
  const blocks = new Map<string, string>()
  for (const [name, holds] of found.free) {
    const [, variable = '', block = ''] = /^(\S+) in (.)$/su.exec(name) ?? []
    const address = found.model.get(variable)
    if (!isSymbol(block || ' ')) return undefined
    if (typeof address !== 'bigint') continue
    const text = holds ? around(address) : elsewhere(address)
    // One block cannot be told about two addresses in two ways.
    if ((blocks.get(block) ?? text) !== text) return undefined
    blocks.set(block, text)
  }
  const value = (character: string): string => {
    if (!isSymbol(character)) return character
    return blocks.get(character) ?? plain(symbols.info(character))
  }
  return (text) => [...text].map(value).join('')
}

/** The /24 around an IPv4 address, or the address itself. */
function around(address: bigint): string {
  const text = addressText(address)
  return text.includes(':') ? `${text}/128` : `${text.split('.').slice(0, 3).join('.')}.0/24`
}

const FAR = ['198.51.100.0/24', '192.0.2.0/24']
const elsewhere = (address: bigint): string =>
  FAR.find((text) => !contains(parseBlock(text), address)) ?? '192.0.2.0/24'
const contains = (range: AddressRange | undefined, address: bigint) =>
  range !== undefined && range.first <= address && address <= range.last

/** A value of the right form: what follows the prefix of an id, the id of an API, a word. */
function plain(info: SymbolInfo | undefined): string {
  const name = info?.name ?? ''
  const known = PSEUDO[name]
  if (known !== undefined) return known
  const digest = createHash('sha256').update(name).digest('hex')
  if (info?.what.kind === 'block') return '192.0.2.0/24'
  return info?.what.kind === 'id' && info.what.type.startsWith('AWS::ApiGateway')
    ? `a${digest.slice(0, 9)}`
    : `0${digest.slice(0, 16)}`
}
