import type { SymbolInfo, Symbols } from '../../template/symbols.ts'
import type { TextValue } from '../../template/value.ts'
import { and, type Formula, implies, not, or, TRUE } from '../logic/formula.ts'
import { inBlock } from '../policy-formula/block.ts'

/**
 * What is known of unknown blocks: those that Fn::Cidr cuts from a block lie in it, and do not overlap. Nothing
 * else: two parameters may hold the same block or a part of one another's.
 */
export function blockFacts(variable: string, texts: Iterable<string>, symbols: Symbols): Formula {
  const cut = [...new Set(texts)].flatMap((text) => {
    const info = symbols.info(text)
    return [...text].length === 1 && info?.what.kind === 'block' ? [{ text, info, what: info.what }] : []
  })
  const lies = (text: string, info: SymbolInfo) => inBlock(variable, text, info.at)
  const facts = cut.map(({ text, info, what }, position) =>
    and(
      implies(lies(text, info), lies(what.block, info)),
      ...cut
        .slice(0, position)
        .filter(
          (other) =>
            other.what.block === what.block &&
            other.what.hostBits === what.hostBits &&
            other.what.index !== what.index,
        )
        .map((other) => not(and(lies(text, info), lies(other.text, other.info)))),
    ),
  )
  return facts.length > 0 ? and(...facts) : TRUE
}

/** The address lies in one of the blocks. */
export const inSomeBlock = (variable: string, blocks: readonly TextValue[]): Formula =>
  or(...blocks.map(({ text, at }) => inBlock(variable, text, at)))
