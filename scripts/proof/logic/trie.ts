import type { Pattern } from './pattern.ts'
import { accepts, type Token, tokenKey } from './token.ts'

/**
 * A place in the common automaton of many patterns: `token` has just been consumed (a starred one possibly zero
 * times). Patterns that begin alike share their places, so a thousand routes cost little more than their differences.
 */
export interface Place {
  readonly number: number
  readonly token: Token | undefined
  readonly next: Place[]
  /** Which patterns end here. */
  readonly ends: number[]
  /** Whether it belongs to the domain's patterns instead of those that cut it. */
  readonly ofDomain: boolean
}

/** The places of the patterns; two roots, one for the domain and one for the patterns that cut it. */
export class Trie {
  readonly places: Place[] = []
  private readonly edges = new Map<string, Place>()
  private readonly domain = this.place(undefined, true)
  private readonly cuts = this.place(undefined, false)
  /** When each place was last entered: what tells a new place from one that a set has already. */
  private readonly entered: number[] = []
  private round = 0

  constructor(domain: readonly Pattern[], cuts: readonly Pattern[]) {
    for (const [number, pattern] of domain.entries()) this.add(this.domain, pattern, number)
    for (const [number, pattern] of cuts.entries()) this.add(this.cuts, pattern, number)
  }

  /** The places before the first character. */
  start(): Place[] {
    const places: Place[] = []
    this.round++
    this.enter(places, this.domain)
    this.enter(places, this.cuts)
    return inOrder(places)
  }

  /** The places after one more character, each once and in the order of their numbers. */
  advance(places: readonly Place[], character: string): Place[] {
    const reached: Place[] = []
    this.round++
    for (const place of places) {
      if (place.token?.star && accepts(place.token, character)) this.enter(reached, place)
      for (const next of place.next)
        if (next.token && accepts(next.token, character)) this.enter(reached, next)
    }
    return inOrder(reached)
  }

  /** Adds a place and all that starred tokens, matching nothing, lead to from there. */
  private enter(places: Place[], place: Place): void {
    if (this.entered[place.number] === this.round) return
    this.entered[place.number] = this.round
    places.push(place)
    for (const next of place.next) if (next.token?.star) this.enter(places, next)
  }

  private add(root: Place, { tokens }: Pattern, number: number): void {
    let place = root
    for (const token of tokens) {
      const key = `${place.number} ${tokenKey(token)}`
      let next = this.edges.get(key)
      if (!next) {
        next = this.place(token, root.ofDomain)
        this.edges.set(key, next)
        place.next.push(next)
      }
      place = next
    }
    place.ends.push(number)
  }

  private place(token: Token | undefined, ofDomain: boolean): Place {
    const place = { number: this.places.length, token, next: [], ends: [], ofDomain }
    this.places.push(place)
    return place
  }
}

const inOrder = (places: Place[]): Place[] => places.sort((a, b) => a.number - b.number)
