import type { Place } from './value.ts'

/** What a symbol stands for. */
export type SymbolKind =
  /** The id of a resource that the templates make; new, so equal to no literal and to no other id. */
  | { readonly kind: 'id'; readonly type: string }
  /** An attribute of such a resource. */
  | { readonly kind: 'attribute'; readonly type: string; readonly attribute: string }
  /** A parameter without a value: any that its type, pattern and allowed values admit. */
  | {
      readonly kind: 'parameter'
      readonly type: string
      readonly pattern?: string
      readonly default?: string
    }
  /** `AWS::Region`, `AWS::AccountId` and the like. */
  | { readonly kind: 'pseudo' }
  /** The nth block that Fn::Cidr cuts from `block`. */
  | { readonly kind: 'block'; readonly block: string; readonly index: number; readonly hostBits: number }
  /** Any other value computed from symbols; nothing is known of it. */
  | { readonly kind: 'derived' }

export interface SymbolInfo {
  /** For people, and unique: `SecurePrivateApi/Api`, `main:VpcCidr`, `AWS::Region`. */
  readonly name: string
  readonly what: SymbolKind
  readonly at?: Place
}

const FIRST = 0xe000
const LAST = 0xf8ff

/**
 * Symbols are characters of Unicode's private use area, one for each name, so that texts with symbols can be
 * joined, split and compared like any other. No template may contain such a character itself: the reader refuses it.
 */
export class Symbols {
  private readonly infos: SymbolInfo[] = []
  private readonly characters = new Map<string, string>()

  /** The character for a symbol; the same name always gives the same character. */
  character(info: SymbolInfo): string {
    const known = this.characters.get(info.name)
    if (known !== undefined) return known
    if (FIRST + this.infos.length > LAST) throw new Error('more symbols than there are characters for them')
    const character = String.fromCharCode(FIRST + this.infos.length)
    this.infos.push(info)
    this.characters.set(info.name, character)
    return character
  }

  /** Whether another name finds a character. */
  get full(): boolean {
    return FIRST + this.infos.length > LAST
  }

  /** The symbols in a text, in order. */
  in(text: string): SymbolInfo[] {
    return [...text].flatMap((character) => this.info(character) ?? [])
  }

  /** What a character stands for; undefined when it is no symbol of this table. */
  info(character: string): SymbolInfo | undefined {
    return isSymbol(character) ? this.infos[character.charCodeAt(0) - FIRST] : undefined
  }

  /** A text for people: `vpce-‹SecurePrivateApiVpc/ApiEndpoint›`. */
  show(text: string): string {
    return [...text]
      .map((character) => (isSymbol(character) ? `‹${this.info(character)?.name ?? '?'}›` : character))
      .join('')
  }
}

/** Whether a character is a symbol. */
export function isSymbol(character: string): boolean {
  const code = character.charCodeAt(0)
  return code >= FIRST && code <= LAST
}

/** Whether a text holds any symbol: then it is not known in full before deployment. */
export const hasSymbols = (text: string): boolean => SYMBOL.test(text)

const SYMBOL = /[\ue000-\uf8ff]/
