import { isSymbol } from '../../template/symbols.ts'

/** The characters a token consumes: one of them, or with `star` any run of them. */
export interface Token {
  readonly accepts:
    | { readonly kind: 'any' }
    | { readonly kind: 'character'; readonly character: string; readonly ignoreCase: boolean }
    /** These characters, and with `symbols` every symbol too. */
    | { readonly kind: 'class'; readonly characters: string; readonly symbols: boolean }
    | { readonly kind: 'except'; readonly characters: string }
  readonly star: boolean
}

/** Whether a token accepts a character. */
export function accepts({ accepts: set }: Token, character: string): boolean {
  switch (set.kind) {
    case 'any':
      return true
    case 'character':
      if (set.character === character) return true
      return set.ignoreCase && lowerCase(set.character) === lowerCase(character)
    case 'class':
      return set.characters.includes(character) || (set.symbols && isSymbol(character))
    case 'except':
      return !set.characters.includes(character)
  }
}

/** A token that is one certain symbol. */
export type SymbolToken = Token & { readonly accepts: { readonly kind: 'character' } }

export const isSymbolToken = (token: Token): token is SymbolToken =>
  token.accepts.kind === 'character' && isSymbol(token.accepts.character)

/** The positions after one more character, from those before it, both in order. */
export function step(tokens: readonly Token[], states: readonly number[], character: string): number[] {
  const next: number[] = []
  for (const state of states) {
    const token = tokens[state]
    if (token && accepts(token, character)) enter(tokens, next, token.star ? state : state + 1)
  }
  return next
}

/** Positions, given in order, and all behind them that starred tokens, matching nothing, lead to. */
export function closure(tokens: readonly Token[], states: readonly number[]): number[] {
  const all: number[] = []
  for (const state of states) enter(tokens, all, state)
  return all
}

/** Adds a position and, while its token is starred, the next; positions come in order, so smaller ones are there. */
function enter(tokens: readonly Token[], states: number[], state: number): void {
  if (state <= (states.at(-1) ?? -1)) return
  states.push(state)
  for (let at = state; tokens[at]?.star; at++) states.push(at + 1)
}

/** The same key for tokens that accept the same in the same way. */
export function tokenKey({ accepts: set, star }: Token): string {
  const many = star ? '*' : ''
  switch (set.kind) {
    case 'any':
      return `.${many}`
    case 'character': {
      const folds = set.ignoreCase && /^[A-Za-z]$/.test(set.character)
      return folds ? `~${lowerCase(set.character)}${many}` : `=${set.character}${many}`
    }
    case 'class':
      return `[${set.symbols ? 'symbols ' : ''}${set.characters.length}:${set.characters}]${many}`
    case 'except':
      return `[^${set.characters.length}:${set.characters}]${many}`
  }
}

// Only ASCII: what IAM does with other letters is not documented, and toLowerCase knows surprises (the Kelvin sign).
const lowerCase = (character: string): string =>
  'A' <= character && character <= 'Z' ? character.toLowerCase() : character
