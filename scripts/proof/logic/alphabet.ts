import { isSymbol } from '../../template/symbols.ts'
import { accepts, type Token, tokenKey } from './token.ts'
import type { Place } from './trie.ts'

/** Which characters tell the states of an automaton apart. */
export interface Alphabet {
  /** For each way the places could go on, one character that leads there. */
  after(places: readonly Place[]): string[]
}

/** In the order of preference for a witness. */
const READABLE = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:@+=, !"#$%&\'()*;<>?[\\]^`{|}~',
]

/**
 * The alphabet of an automaton. Characters that all sets (`any`, classes) treat alike form a group; a state then needs
 * one member of each group besides the characters that its own next tokens name.
 */
export function alphabet(places: readonly Place[]): Alphabet {
  const tokens = [
    ...new Map(places.flatMap(({ token }) => (token ? [[tokenKey(token), token]] : []))).values(),
  ]
  const sets = tokens.filter((token) => token.accepts.kind !== 'character')
  const groups = new Map<string, string[]>()
  for (const character of candidates(tokens)) {
    const key = sets.map((token) => (accepts(token, character) ? 1 : 0)).join('')
    const group = groups.get(key)
    if (group) group.push(character)
    else groups.set(key, [character])
  }
  return {
    after(places) {
      const named = namedAfter(places)
      const others = [...groups.values()].flatMap((group) => group.find((member) => !named.has(member)) ?? [])
      return [...named, ...others]
    },
  }
}

/**
 * The characters that some token names, and one that none does: sets treat all those alike. The same for symbols,
 * which come last, since a witness with a symbol is one that nobody would write.
 */
function candidates(tokens: readonly Token[]): string[] {
  const named = new Set(
    tokens.flatMap(({ accepts: set }) => {
      if (set.kind === 'character') return cases(set)
      return set.kind === 'any' ? [] : [...set.characters]
    }),
  )
  const other = READABLE.find((character) => !named.has(character)) ?? firstOutside(named, 0xc0)
  const readable = READABLE.filter((character) => named.has(character) || character === other)
  const rest = [...named, other].filter((character) => !READABLE.includes(character))
  return [
    ...readable,
    ...rest.filter((character) => !isSymbol(character)),
    ...rest.filter(isSymbol),
    firstOutside(named, 0xf000),
  ]
}

function firstOutside(named: ReadonlySet<string>, code: number): string {
  const character = String.fromCharCode(code)
  return named.has(character) ? firstOutside(named, code + 1) : character
}

/** The characters that the next tokens name one by one. */
function namedAfter(places: readonly Place[]): Set<string> {
  const named = new Set<string>()
  for (const { token, next } of places) {
    if (token?.star) addNamed(named, token)
    for (const place of next) if (place.token) addNamed(named, place.token)
  }
  return named
}

function addNamed(named: Set<string>, { accepts: set }: Token): void {
  if (set.kind === 'character') for (const character of cases(set)) named.add(character)
}

type OneCharacter = Extract<Token['accepts'], { kind: 'character' }>

const cases = ({ character, ignoreCase }: OneCharacter): string[] =>
  ignoreCase ? [character, character.toLowerCase(), character.toUpperCase()] : [character]
