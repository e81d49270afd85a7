import { type Alphabet, alphabet } from './alphabet.ts'
import type { Pattern } from './pattern.ts'
import { type Place, Trie } from './trie.ts'
import { Unsupported } from './unsupported.ts'

/** The texts of a domain that match the same patterns, and one of them. */
export interface TextClass {
  /** The numbers of the patterns that match, in order. */
  readonly matching: readonly number[]
  readonly witness: string
}

/** More states than this and the answer is UNKNOWN. */
export const STATE_LIMIT = 200_000

/**
 * The exact partition of a domain by patterns: the non-empty sets of texts that match the same of them. The states
 * of the product automaton are walked in breadth, so a witness is a shortest text of its class.
 *
 * @throws Unsupported when there are too many states: patterns with several inner wildcards multiply
 */
export function partition(
  domain: readonly Pattern[],
  patterns: readonly Pattern[],
  limit = STATE_LIMIT,
): TextClass[] {
  const trie = new Trie(domain, patterns)
  const letters = alphabet(trie.places)
  const classes = new Map<string, TextClass>()
  const start = trie.start()
  const seen = new Set([stateKey(start)])
  const queue: { places: readonly Place[]; text: string }[] = [{ places: start, text: '' }]
  for (const { places, text } of queue) {
    addClass(classes, places, text)
    for (const { next, character } of successors(trie, letters, places)) {
      const key = stateKey(next)
      if (seen.has(key)) continue
      if (seen.size >= limit) throw new Unsupported(`the patterns need more than ${limit} states`)
      seen.add(key)
      queue.push({ places: next, text: text + character })
    }
  }
  return [...classes.values()]
}

function addClass(classes: Map<string, TextClass>, places: readonly Place[], witness: string): void {
  if (!places.some((place) => place.ofDomain && place.ends.length > 0)) return
  const matching = places.flatMap((place) => (place.ofDomain ? [] : place.ends)).sort((a, b) => a - b)
  const key = matching.join()
  if (!classes.has(key)) classes.set(key, { matching, witness })
}

/** The states one character further that can still become a text of the domain. */
function* successors(trie: Trie, letters: Alphabet, places: readonly Place[]) {
  for (const character of letters.after(places)) {
    const next = trie.advance(places, character)
    if (next.some(({ ofDomain }) => ofDomain)) yield { next, character }
  }
}

/** Two characters for each number, so that no two lists of numbers make the same text. */
const stateKey = (places: readonly Place[]): string =>
  places.map(({ number }) => String.fromCharCode(number >> 16, number & 0xffff)).join('')
