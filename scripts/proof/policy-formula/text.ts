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
  { text, at }: TextValue,
  scope: Scope,
  read: () => Pattern,
): Predicate {
  if (isOpen(text, scope)) return { kind: 'free', name: `${variable} like ${text}` }
  return { kind: 'pattern', pattern: { ...read(), at } }
}

/**
 * Whether a glob is just a text: no wildcard is written in it, and no symbol can hold one, nor the `$` that a policy
 * variable begins with. One that does have a wildcard could match a part of a parameter's value, so it is no such.
 */
export const isPlain = (units: readonly Unit[], { characters }: Scope): boolean =>
  units.every((unit) => {
    if (typeof unit !== 'string') return false
    const known = isSymbol(unit) ? characters?.(unit) : new Set<string>()
    return known !== undefined && !['*', '?', '$'].some((one) => known.has(one))
  })

/**
 * A text with its capital letters as small ones, for a key whose values have none: then to ignore case is to compare
 * exactly. Undefined where a symbol in it may hold capitals, or it has letters of which IAM says nothing.
 */
export function smallText(text: string, { characters }: Scope): string | undefined {
  const isSmall = (character: string) => {
    const known = isSymbol(character) ? characters?.(character) : undefined
    return isAscii(character) || (known !== undefined && ![...known].some((one) => /[^ -@[-~]/.test(one)))
  }
  return [...text].every(isSmall) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : undefined
}

/** Whether a text holds a symbol whose value may be anything, wildcards included. */
export const isOpen = (text: string, { mayHoldWildcards = () => true }: Pick<Scope, 'mayHoldWildcards'>) =>
  [...text].some((character) => isSymbol(character) && mayHoldWildcards(character))

/** Whether a text is ASCII: beyond it, nothing says which letters IAM takes for the same. */
export const isAscii = (text: string): boolean => [...text].every((character) => character < '\u0080')
