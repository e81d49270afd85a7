import { createHash } from 'node:crypto'
import { UserError } from '../command/user-error.ts'
import { type SymbolInfo, Symbols } from './symbols.ts'
import { placeText } from './value.ts'

/** What stands for values known only when a template is deployed. */
export interface Names {
  readonly symbols: Symbols
  /** A text for one of them; a prefix such as `vpce-` is put before it. */
  of(info: SymbolInfo, prefix?: string): string
  /** Whether these are values as they could be, rather than symbols. */
  readonly concrete: boolean
}

/** Each is a symbol. */
export function symbolic(): Names {
  const symbols = new Symbols()
  return {
    symbols,
    concrete: false,
    of(info, prefix = '') {
      if (symbols.full) {
        const at = info.at ? `${placeText(info.at)}: ` : ''
        throw new UserError(
          `${at}more values known only at deployment than there are symbols for`,
          'Name fewer templates.',
        )
      }
      return prefix + symbols.character(info)
    },
  }
}

/** Each is a value such as AWS could give it, always the same and different from the others. */
export function concrete(): Names {
  const symbols = new Symbols()
  return {
    symbols,
    concrete: true,
    of({ name, what }, prefix = '') {
      const digest = createHash('sha256').update(name).digest('hex')
      // EC2 ids have eight or seventeen hexadecimal digits, the long ones begin with 0.
      if (prefix) return `${prefix}0${digest.slice(0, 16)}`
      if ('type' in what && what.type.startsWith('AWS::ApiGateway')) return restId(digest)
      if (what.kind === 'id') return `${name.replace(/[^A-Za-z0-9]+/g, '-')}-${restId(digest).toUpperCase()}`
      return `${what.kind}-${restId(digest)}`
    },
  }
}

/** Ten letters and digits, as API Gateway makes them. */
const restId = (digest: string): string => BigInt(`0x${digest}`).toString(36).slice(0, 10)
