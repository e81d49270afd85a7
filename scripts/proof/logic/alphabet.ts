import { isSymbol } from '../../template/symbols.ts'
import { accepts, type Token, tokenKey } from './token.ts'
import type { Place } from './trie.ts'

/** Which characters tell the states of an automaton apart. */
export interface Alphabet {
  /** For each way the places could go on, one character that leads there; readable ones first. */
  after(places: readonly Place[]): string[]
}

// In the order a witness should be written with. The last ones stand for all letters that no pattern names.
const READABLE = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:@+=, !"#$%&\'()*;<>?[\\]^`{|}~',
]
const OTHERS = Array.from({ length: 1024 }, (_, i) => String.fromCharCode(0xc0 + i))
/** Stands for all symbols that no pattern names. */
const OTHER_SYMBOL = '\uf8ff'

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

/** Every character that might be needed: readable ones, those the tokens name, and some that nobody names. */
function candidates(tokens: readonly Token[]): Set<string> {
  const named = tokens.flatMap(({ accepts: set }) => {
    if (set.kind === 'character') return cases(set.character)
    return set.kind === 'any' ? [] : [...set.characters]
  })
  const symbols = named.filter(isSymbol)
  return new Set([...READABLE, ...named.filter((one) => !isSymbol(one)), ...OTHERS, ...symbols, OTHER_SYMBOL])
}

/** The characters that the next tokens name one by one. */
function namedAfter(places: readonly Place[]): Set<string> {
  const named = new Set<string>()
  for (const place of places) {
    if (place.token?.star && place.token.accepts.kind === 'character') add(named, place.token)
    for (const { token } of place.next.values()) if (token) add(named, token)
  }
  return named
}

function add(named: Set<string>, { accepts: set }: Token): void {
  if (set.kind === 'character') for (const character of cases(set.character)) named.add(character)
}

const cases = (character: string): string[] => [character, character.toLowerCase(), character.toUpperCase()]
