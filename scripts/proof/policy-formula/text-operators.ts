import { isSymbol } from '../../template/symbols.ts'
import { and, atom, equals, type Formula, not, or } from '../logic/formula.ts'
import { arnGlob, glob, literal, matches, type Pattern } from '../logic/pattern.ts'
import { Unsupported } from '../logic/unsupported.ts'
import { holdsIds } from './keys.ts'
import type { Match } from './operators.ts'
import type { Scope } from './subject.ts'
import { isAscii, isOpen, isPlain, patternPredicate, plainText, readUnits, smallText } from './text.ts'

/** How an operator reads a text of the policy: StringEquals, StringEqualsIgnoreCase, StringLike. */
type Reading = 'exact' | 'ignore case' | 'glob'

/** A text without wildcards is compared as it is, symbols included; a glob's symbols may hold wildcards. */
export const textMatch =
  (reading: Reading): Match =>
  (variable, value, scope) => {
    const units = readUnits(value, scope)
    if (reading === 'glob' && !isPlain(units, scope))
      return atom(
        variable,
        patternPredicate(variable, value, scope, () => glob(units)),
      )
    if (mayBeAnyId(variable, value.text, scope)) return isId(variable, value.text, scope)
    const text = plainText(units)
    // Of a text with symbols the case is of no account where neither side has capitals.
    const isSymbolic = reading === 'ignore case' && !isAscii(text) && holdsIds(variable)
    const small = isSymbolic ? smallText(text, scope) : undefined
    const pattern = small === undefined ? plainPattern(reading, text, value.at) : literal(small)
    return atom(variable, { kind: 'pattern', pattern: { ...pattern, at: value.at } })
  }

const IDS: Readonly<Record<string, string>> = { 'aws:sourcevpce': 'vpce-', 'aws:sourcevpc': 'vpc-' }

/** The key has this id: of a parameter that may be any, only its name is known. */
export const isId = (variable: string, text: string, scope: Pick<Scope, 'mayHoldWildcards'>): Formula =>
  mayBeAnyId(variable, text, scope)
    ? atom(variable, { kind: 'free', name: `${variable} is ${text}` })
    : equals(variable, text)

/**
 * A parameter of which nothing says that it begins like an id may still be one. Its symbol is no value that the key can
 * have, so as a text it would match nothing at all.
 */
function mayBeAnyId(variable: string, text: string, scope: Pick<Scope, 'mayHoldWildcards'>): boolean {
  const prefix = IDS[variable]
  if (prefix === undefined || text.startsWith(prefix)) return false
  const start = [...text].findIndex(isSymbol)
  return isOpen(text, scope) && prefix.startsWith(text.slice(0, start))
}

function plainPattern(reading: Reading, text: string, at: Parameters<Match>[1]['at']): Pattern {
  if (reading === 'ignore case' && !isAscii(text))
    throw new Unsupported(`which letters are the same in '${text}' is not known`, at)
  return literal(text, reading === 'ignore case')
}

/** A flag compared as a text: which of `true` and `false` match. */
export const flagOfText =
  (reading: Reading): Match =>
  (variable, value, scope) => {
    if (!isAscii(value.text)) throw new Unsupported(`'${value.text}' is not known in full`, value.at)
    const units = readUnits(value, scope)
    const pattern = reading === 'glob' ? glob(units) : plainPattern(reading, plainText(units), value.at)
    const flags = ['true', 'false'].filter((flag) => matches(pattern, flag))
    return or(...flags.map((flag) => atom(variable, { kind: 'value', value: flag })))
  }

export const flagMatch: Match = (variable, { text, at }) => {
  const flag = text.toLowerCase()
  if (flag !== 'true' && flag !== 'false') throw new Unsupported(`'${text}' is neither true nor false`, at)
  return atom(variable, { kind: 'value', value: flag })
}

const ANY_ARN = arnGlob('*:*:*:*:*:*')

/** Part by part. What a value that is no ARN matches is not documented, so a free predicate stands for it. */
export const arnMatch: Match = (variable, value, scope): Formula => {
  const pattern = arnGlob(readUnits(value, scope))
  if (!pattern || !ANY_ARN) throw new Unsupported(`'${value.text}' has not the six parts of an ARN`, value.at)
  const match = atom(
    variable,
    patternPredicate(variable, value, scope, () => pattern),
  )
  const isArn = atom(variable, { kind: 'pattern', pattern: ANY_ARN })
  const doubt = atom(variable, { kind: 'free', name: `${variable} is no ARN but matches ${value.text}` })
  return or(match, and(not(isArn), doubt))
}
