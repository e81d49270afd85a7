import { createHash } from 'node:crypto'
import { hasSymbols, isSymbol, type SymbolInfo, type Symbols } from '../../template/symbols.ts'
import type { Found } from '../theorems/ask.ts'
import { blockFor } from './block-for.ts'

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
 * its addresses, or do not, as their free predicates turned out. Undefined where no such values can be made up.
 */
export function valuationOf(symbols: Symbols, found: Found): Valuation | undefined {
  const blocks = blocksOf(found)
  if (!blocks) return undefined
  const values = new Map<string, string>()
  const value = (character: string): string => {
    const known = values.get(character) ?? blocks.get(character) ?? plain(symbols.info(character))
    values.set(character, known)
    return known
  }
  return (text) =>
    hasSymbols(text) ? [...text].map((one) => (isSymbol(one) ? value(one) : one)).join('') : text
}

/** The unknown blocks that a formula speaks of; undefined when there is something else that it leaves open. */
function blocksOf({ model, free }: Found): Map<string, string> | undefined {
  const told = new Map<string, { inside: bigint[]; outside: bigint[] }>()
  for (const [name, holds] of free) {
    const [, variable = '', block = ''] = /^(\S+) in (.)$/su.exec(name) ?? []
    if (!isSymbol(block || ' ')) return undefined
    const address = model.get(variable)
    if (typeof address !== 'bigint') continue
    const { inside, outside } = told.get(block) ?? { inside: [], outside: [] }
    const [more, others] = holds ? [[address], []] : [[], [address]]
    told.set(block, { inside: [...inside, ...more], outside: [...outside, ...others] })
  }
  const blocks = new Map<string, string>()
  for (const [symbol, { inside, outside }] of told) {
    const block = blockFor(inside, outside)
    if (block === undefined) return undefined
    blocks.set(symbol, block)
  }
  return blocks
}

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
