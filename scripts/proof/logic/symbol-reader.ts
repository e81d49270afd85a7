import { isSymbol } from '../../template/symbols.ts'
import type { AlphabetOf, IsFresh } from './symbol-dependence.ts'
import { accepts, closure, step, type Token, tokenKey } from './token.ts'

/** What the value of a symbol is made of: ids, names, account numbers, Regions. */
const ALPHABET = [...'0123456789abcdefghijklmnopqrstuvwxyz-_.ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const OTHERS = [...':/*?=+@, \u00e9']

/** A state while a symbol's value is read: a wildcard of the pattern has matched part of it, or none has yet. */
interface Inside {
  readonly state: number
  readonly touched: boolean
}

/** Walks a pattern along a text in which symbols may be read as any value. */
export class SymbolReader {
  readonly start: readonly number[]
  private readonly tokens: readonly Token[]
  private readonly isFresh: IsFresh
  private readonly alphabetOf: AlphabetOf
  /** One character of each group that pattern and text treat alike. */
  private readonly representatives: readonly string[]

  constructor(tokens: readonly Token[], text: readonly Token[], isFresh: IsFresh, alphabetOf: AlphabetOf) {
    this.tokens = tokens
    this.isFresh = isFresh
    this.alphabetOf = alphabetOf
    this.start = closure(tokens, [0])
    this.representatives = representatives([...tokens, ...text])
  }

  step(states: readonly number[], character: string): readonly number[] {
    return step(this.tokens, states, character)
  }

  ends(states: readonly number[]): boolean {
    return states.includes(this.tokens.length)
  }

  /** Characters, other than symbols, that stand for all that a token of the text may be. */
  plain(token: Token): string[] {
    return this.representatives.filter((character) => accepts(token, character))
  }

  /** The sets of states that the values of a symbol lead to. */
  readings(symbol: string): (states: readonly number[]) => readonly (readonly number[])[] {
    const alphabet = this.alphabetOf(symbol) ?? ALPHABET
    const values = this.representatives.filter((character) => alphabet.includes(character))
    return (states) => {
      const asItself = states.filter((state) => this.namesSymbol(this.tokens[state], symbol))
      const results = new Map<string, readonly number[]>()
      const seen = new Set<string>()
      let front: (readonly Inside[])[] = [states.map((state) => ({ state, touched: false }))]
      while (front.length > 0) {
        const next: (readonly Inside[])[] = []
        for (const inside of front) {
          for (const character of values) {
            const after = this.stepInside(inside, character)
            const key = after.map(({ state, touched }) => (touched ? `${state}!` : state)).join()
            if (seen.has(key)) continue
            seen.add(key)
            next.push(after)
            const counted = this.isFresh(symbol) ? after.filter(({ touched }) => touched) : after
            const reached = [...counted.map(({ state }) => state), ...asItself.map((state) => state + 1)]
            const result = closure(
              this.tokens,
              [...new Set(reached)].sort((a, b) => a - b),
            )
            results.set(result.join(), result)
          }
        }
        front = next
      }
      return [...results.values()]
    }
  }

  private stepInside(inside: readonly Inside[], character: string): Inside[] {
    const next = new Map<string, Inside>()
    for (const { state, touched } of inside) {
      const token = this.tokens[state]
      if (!token || !accepts(token, character)) continue
      const reached = closure(this.tokens, [token.star ? state : state + 1])
      for (const one of reached) {
        const now = { state: one, touched: touched || token.accepts.kind !== 'character' }
        next.set(`${one} ${now.touched}`, now)
      }
    }
    return [...next.values()].sort((a, b) => a.state - b.state || Number(a.touched) - Number(b.touched))
  }

  private namesSymbol(token: Token | undefined, symbol: string): boolean {
    if (!token || token.star) return false
    const { accepts: set } = token
    return set.kind === 'class' ? set.symbols : set.kind === 'character' && set.character === symbol
  }
}

function representatives(tokens: readonly Token[]): string[] {
  const distinct = [...new Map(tokens.map((token) => [tokenKey(token), token])).values()]
  const named = distinct.flatMap(({ accepts: set }) => {
    if (set.kind === 'any') return []
    return set.kind === 'character' ? [set.character] : [...set.characters]
  })
  const groups = new Map<string, string>()
  // Values first, and digits before them, so that a group which holds any is represented by one of them.
  for (const character of [...ALPHABET, ...OTHERS, ...named]) {
    const inAlphabet = ALPHABET.includes(character) ? 'a' : 'o'
    const key = inAlphabet + distinct.map((token) => (accepts(token, character) ? 1 : 0)).join('')
    if (!isSymbol(character) && !groups.has(key)) groups.set(key, character)
  }
  return [...groups.values()]
}
