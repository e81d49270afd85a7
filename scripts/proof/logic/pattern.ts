import type { Place } from '../../template/value.ts'
import { closure, step, type Token, tokenKey } from './token.ts'

/** A linear pattern: its tokens one after the other, and nothing else. */
export interface Pattern {
  /** The same for patterns of the same tokens, different for others. */
  readonly id: string
  /** For people. */
  readonly text: string
  readonly tokens: readonly Token[]
  /** Where it is written, if it is. */
  readonly at?: Place
}

/** A pattern from its tokens, for domains such as `vpce-` and an id. */
export const pattern = (text: string, tokens: readonly Token[]): Pattern => ({
  id: tokens.map(tokenKey).join(''),
  text,
  tokens,
})

/** The tokens that are exactly this text. */
export const characters = (text: string, ignoreCase = false): Token[] =>
  [...text].map((character) => ({ accepts: { kind: 'character', character, ignoreCase }, star: false }))

/** One character of a class, and with `some` one or more. */
export function oneOf(members: string, { symbols = false, some = false } = {}): Token[] {
  const accepts = { kind: 'class', characters: members, symbols } as const
  return some
    ? [
        { accepts, star: false },
        { accepts, star: true },
      ]
    : [{ accepts, star: false }]
}

/** One or more characters other than these. */
export const someExcept = (others: string): Token[] => {
  const accepts = { kind: 'except', characters: others } as const
  return [
    { accepts, star: false },
    { accepts, star: true },
  ]
}

/** The pattern that matches this text alone; `ignoreCase` is that of ASCII letters. */
export const literal = (text: string, ignoreCase = false): Pattern =>
  pattern(text, characters(text, ignoreCase))

/** A glob: `*` is any run of characters and `?` any one; a wildcard in `escaped` form comes in as a Unit. */
export const glob = (text: string | readonly Unit[], ignoreCase = false): Pattern =>
  pattern(
    unitsText(text),
    units(text).map((unit) => globToken(unit, ignoreCase, { kind: 'any' })),
  )

/** A unit of a glob: a plain character, or a wildcard. */
export type Unit = string | { readonly wildcard: '*' | '?' }

/**
 * An ARN glob: the six parts between colons are compared one by one, so a wildcard in one of the first five does not
 * cross a colon; the sixth part holds everything after the fifth. Undefined when the text has fewer parts.
 */
export function arnGlob(text: string | readonly Unit[]): Pattern | undefined {
  let part = 1
  const tokens = units(text).map((unit) => {
    if (unit === ':') part++
    return globToken(unit, false, part < 6 ? { kind: 'except', characters: ':' } : { kind: 'any' })
  })
  return part < 6 ? undefined : pattern(unitsText(text), tokens)
}

/** Whether the pattern is one text (in whatever case): no wildcard and no class. */
export const isLiteral = ({ tokens }: Pattern): boolean =>
  tokens.every(({ accepts, star }) => accepts.kind === 'character' && !star)

/** Whether the whole text matches. */
export function matches({ tokens }: Pattern, text: string): boolean {
  let states = closure(tokens, [0])
  for (const character of text) states = step(tokens, states, character)
  return states.includes(tokens.length)
}

const globToken = (unit: Unit, ignoreCase: boolean, wild: Token['accepts']): Token =>
  typeof unit === 'string'
    ? { accepts: { kind: 'character', character: unit, ignoreCase }, star: false }
    : { accepts: wild, star: unit.wildcard === '*' }

const units = (text: string | readonly Unit[]): readonly Unit[] =>
  typeof text !== 'string'
    ? text
    : [...text].map((unit) => (unit === '*' || unit === '?' ? { wildcard: unit } : unit))

const unitsText = (text: string | readonly Unit[]): string =>
  typeof text === 'string'
    ? text
    : text.map((unit) => (typeof unit === 'string' ? unit : unit.wildcard)).join('')
