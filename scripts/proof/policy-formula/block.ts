import { hasSymbols } from '../../template/symbols.ts'
import type { Place } from '../../template/value.ts'
import { parseBlock } from '../logic/address.ts'
import { atom, type Formula } from '../logic/formula.ts'
import { Unsupported } from '../logic/unsupported.ts'

/**
 * "The variable's address is in this block." A block that is not known before deployment is a free predicate, named
 * by variable and text: a policy, a packet filter and a theorem that speak of the same block mean the same.
 */
export function inBlock(variable: string, text: string, at?: Place): Formula {
  if (hasSymbols(text)) return atom(variable, { kind: 'free', name: `${variable} in ${text}` })
  const range = parseBlock(text)
  if (!range) throw new Unsupported(`'${text}' is no address or block of addresses`, at)
  return atom(variable, { kind: 'addresses', range })
}
