import type { Pattern } from './pattern.ts'
import { accepts, type Token, tokenKey } from './token.ts'

/**
 * A place in the common automaton of many patterns: `token` has just been consumed (a starred one possibly zero
 * times). Patterns that begin alike share their places, so a thousand routes cost little more than their differences.
 */
export interface Place {
  readonly number: number
  readonly token: Token | undefined
  readonly next: Map<string, Place>
  /** Which patterns end here. */
  readonly ends: number[]
  /** Whether it belongs to the domain's patterns instead of those that cut it. */
  readonly ofDomain: boolean
}

/** Builds places; two roots, one for the domain and one for the patterns that cut it. */
export class Trie {
  readonly places: Place[] = []
  readonly domain = this.place(undefined, true)
  readonly cuts = this.place(undefined, false)

  add(root: Place, { tokens }: Pattern, number: number): void {
    let place = root
    for (const token of tokens) {
      const key = tokenKey(token)
      let next = place.next.get(key)
      if (!next) {
        next = this.place(token, root.ofDomain)
        place.next.set(key, next)
      }
      place = next
    }
    place.ends.push(number)
  }

  private place(token: Token | undefined, ofDomain: boolean): Place {
    const place = { number: this.places.length, token, next: new Map(), ends: [], ofDomain }
    this.places.push(place)
    return place
  }
}

/** Those places and what starred tokens, matching nothing, lead to; each once, in the order of their numbers. */
export function closed(places: Iterable<Place>): Place[] {
  const all = new Set(places)
  // A set visits what is added while it is walked: a star behind a star is followed too.
  for (const place of all) for (const next of place.next.values()) if (next.token?.star) all.add(next)
  return [...all].sort((a, b) => a.number - b.number)
}

/** The places after one more character. */
export function advance(places: readonly Place[], character: string): Place[] {
  const next = new Set<Place>()
  for (const place of places) {
    if (place.token?.star && accepts(place.token, character)) next.add(place)
    for (const child of place.next.values())
      if (child.token && accepts(child.token, character)) next.add(child)
  }
  return closed(next)
}
