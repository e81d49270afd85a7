import { charactersOf } from '../../template/pattern-characters.ts'
import type { Symbols } from '../../template/symbols.ts'
import type { TextValue } from '../../template/value.ts'

/** The requests that a policy is asked about. */
export interface Subject {
  /** The text variable that holds the method's ARN. */
  readonly resource: string
  /** The text variable that holds the caller's ARN; undefined for anonymous callers. */
  readonly principal: string | undefined
  /** A Resource as its keeper expands it: `execute-api:/…` of an API's own policy. Throws Unsupported where it cannot. */
  readonly expand: (resource: TextValue) => string
  /**
   * Whether the value of a symbol may hold `*` or `?`, which are wildcards where patterns are expected. Such a
   * pattern becomes a free predicate. By default every symbol may.
   */
  readonly mayHoldWildcards?: ((symbol: string) => boolean) | undefined
  /** The characters that the value of a symbol is made of; undefined where it may be any. By default all may. */
  readonly characters?: ((symbol: string) => ReadonlySet<string> | undefined) | undefined
  /** The policy of an identity, whose statements name no principals. */
  readonly ofIdentity?: boolean | undefined
}

/** What an element of a statement needs to know beside its own text. */
export interface Scope extends Subject {
  /** Whether `${…}` is a policy variable: only with Version 2012-10-17. */
  readonly variables: boolean
}

/** For `mayHoldWildcards`: ids, attributes and pseudo parameters hold none; parameters and computed values may. */
export const wildcardsIn =
  (symbols: Symbols) =>
  (symbol: string): boolean => {
    const kind = symbols.info(symbol)?.what.kind
    return kind !== 'id' && kind !== 'attribute' && kind !== 'pseudo' && kind !== 'block'
  }

const HEXADECIMAL: ReadonlySet<string> = new Set('0123456789abcdef')

/** For `characters`: EC2's ids are hexadecimal behind their prefix; a parameter holds what its AllowedPattern takes. */
export const charactersIn =
  (symbols: Symbols) =>
  (symbol: string): ReadonlySet<string> | undefined => {
    const what = symbols.info(symbol)?.what
    if (what?.kind === 'id') return what.type.startsWith('AWS::EC2::') ? HEXADECIMAL : undefined
    // Of a list or a parameter of Systems Manager the pattern is about something else than the value.
    if (what?.kind !== 'parameter' || what.type !== 'String' || what.pattern === undefined) return undefined
    return charactersOf(what.pattern)
  }
