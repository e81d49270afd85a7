import { isSymbol } from '../../template/symbols.ts'
import type { TextValue } from '../../template/value.ts'
import type { Pattern, Unit } from '../logic/pattern.ts'
import type { Predicate } from '../logic/predicate.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Scope } from './subject.ts'

const ESCAPES = new Map([
  ['${*}', '*'],
  ['${?}', '?'],
  ['${$}', '$'],
])

/**
 * A text of a policy as the units of a glob. `${*}`, `${?}` and `${$}` are plain characters.
 *
 * @throws Unsupported for policy variables, which relate two keys of a request
 */
export function readUnits({ text, at }: TextValue, { variables }: Scope): Unit[] {
  const units: Unit[] = []
  for (const part of variables ? text.split(/(\$\{[*?$]\})/) : [text]) {
    const escaped = variables ? ESCAPES.get(part) : undefined
    if (escaped !== undefined) units.push(escaped)
    else if (variables && part.includes('${')) throw new Unsupported(`'${text}' has a policy variable`, at)
    else for (const one of part) units.push(one === '*' || one === '?' ? { wildcard: one } : one)
  }
  return units
}

/** The units as the text they are for operators without wildcards. */
export const plainText = (units: readonly Unit[]): string =>
  units.map((unit) => (typeof unit === 'string' ? unit : unit.wildcard)).join('')

/**
 * "The variable matches this pattern", or where a symbol in it may hold wildcards, a free predicate of that name: the
 * same for the same text, so that what one policy demands another can rely on.
 */
export function patternPredicate(
  variable: string,
  { text }: TextValue,
  scope: Scope,
  read: () => Pattern,
): Predicate {
  if (isOpen(text, scope)) return { kind: 'free', name: `${variable} like ${text}` }
  return { kind: 'pattern', pattern: read() }
}

/** Whether a text holds a symbol whose value may be anything, wildcards included. */
export const isOpen = (text: string, { mayHoldWildcards = () => true }: Pick<Scope, 'mayHoldWildcards'>) =>
  [...text].some((character) => isSymbol(character) && mayHoldWildcards(character))

/** Whether a text is ASCII: beyond it, nothing says which letters IAM takes for the same. */
export const isAscii = (text: string): boolean => [...text].every((character) => character < '\u0080')
