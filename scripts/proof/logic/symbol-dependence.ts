import { literal, type Pattern } from './pattern.ts'
import { SymbolReader } from './symbol-reader.ts'
import { isSymbolToken, type Token, tokenKey } from './token.ts'

/** Whether a symbol is the id of something new, which therefore equals no text that a policy spells out. */
export type IsFresh = (symbol: string) => boolean

/** The characters that a symbol's value is made of, where that is known: an account's number has digits only. */
export type AlphabetOf = (symbol: string) => string | undefined

/**
 * Whether a match depends on what the symbols in a text turn out to be (`vpce-0a*` against the id of an endpoint that
 * is still to be created). Each symbol is read as every non-empty text over its alphabet, and the readings compared.
 * A symbol that the pattern has too stands for itself there. A fresh id is no text that the pattern spells out, so
 * readings that plain characters of the pattern match from the first to the last do not count for it. Two parameters
 * may have the same value, so that a symbol of the pattern may be what one of the text is.
 */
export function dependsOnSymbol(
  pattern: Pattern,
  text: Pattern | string,
  isFresh: IsFresh = () => false,
  alphabetOf: AlphabetOf = () => undefined,
): boolean {
  const { tokens } = typeof text === 'string' ? literal(text) : text
  const last = tokens.findLastIndex(isSymbolToken)
  if (last < 0) return false
  const sameStart = tokens.slice(0, last + 1).every((token, i) => isSame(token, pattern.tokens[i]))
  if (sameStart) return false
  if (mayMeet(pattern, tokens, isFresh) && matchesSome(opened(pattern, tokens, isFresh), tokens, alphabetOf))
    return true
  const reader = new SymbolReader(pattern.tokens, tokens, isFresh, alphabetOf)
  return readingsDiffer(reader, tokens, (left, right) => reader.ends(left) !== reader.ends(right))
}

/**
 * Whether the readings of a start, symbols included, leave the pattern in different states; if they do not, no text
 * that goes on from there depends on them.
 */
export function startDependsOnSymbol(
  pattern: Pattern,
  start: readonly Token[],
  isFresh: IsFresh,
  alphabetOf: AlphabetOf = () => undefined,
): boolean {
  if (start.every((token, i) => isSame(token, pattern.tokens[i]))) return false
  if (mayMeet(pattern, start, isFresh)) return true
  const reader = new SymbolReader(pattern.tokens, start, isFresh, alphabetOf)
  return readingsDiffer(reader, start, (left, right) => left.join() !== right.join())
}

/** Whether pattern and text each have a symbol of any value that the other has not. */
const mayMeet = ({ tokens }: Pattern, text: readonly Token[], isFresh: IsFresh): boolean =>
  strangers(tokens, text, isFresh).size > 0 && strangers(text, tokens, isFresh).size > 0

/** The symbols in the first that may have any value, and are not in the second. */
function strangers(tokens: readonly Token[], others: readonly Token[], isFresh: IsFresh): Set<string> {
  const known = new Set(others.filter(isSymbolToken).map(({ accepts }) => accepts.character))
  const own = tokens.filter(isSymbolToken).map(({ accepts }) => accepts.character)
  return new Set(own.filter((symbol) => !known.has(symbol) && !isFresh(symbol)))
}

/** The pattern with such symbols as any run of characters. */
function opened({ tokens }: Pattern, text: readonly Token[], isFresh: IsFresh): readonly Token[] {
  const open = strangers(tokens, text, isFresh)
  const any = { accepts: { kind: 'any' }, star: false } as const
  return tokens.flatMap((token): Token[] =>
    isSymbolToken(token) && open.has(token.accepts.character) ? [any, { ...any, star: true }] : [token],
  )
}

/** Whether some reading of the text matches. */
function matchesSome(pattern: readonly Token[], text: readonly Token[], alphabetOf: AlphabetOf): boolean {
  const reader = new SymbolReader(pattern, text, () => false, alphabetOf)
  const seen = new Set<string>()
  const queue: { readonly at: number; readonly states: readonly number[] }[] = [
    { at: 0, states: reader.start },
  ]
  for (const { at, states } of queue) {
    const token = text[at]
    if (!token && reader.ends(states)) return true
    if (!token || states.length === 0 || seen.has(`${at};${states}`)) continue
    seen.add(`${at};${states}`)
    if (token.star) queue.push({ at: at + 1, states })
    const next = token.star ? at : at + 1
    for (const character of reader.plain(token))
      queue.push({ at: next, states: reader.step(states, character) })
    if (isSymbolToken(token))
      for (const after of reader.readings(token.accepts.character)(states))
        queue.push({ at: next, states: after })
  }
  return false
}

/** Whether two readings of the text, alike but for its symbols, fare differently. */
function readingsDiffer(
  reader: SymbolReader,
  text: readonly Token[],
  differ: (left: readonly number[], right: readonly number[]) => boolean,
): boolean {
  const seen = new Set<string>()
  const queue: Pair[] = []
  const push = (at: number, left: readonly number[], right: readonly number[]): void => {
    // Alike once and no symbol to come means alike for good.
    if (left.join() === right.join() && !text.slice(at).some(isSymbolToken)) return
    const key = `${at};${left};${right}`
    if (!seen.has(key)) {
      seen.add(key)
      queue.push({ at, left, right })
    }
  }
  push(0, reader.start, reader.start)
  for (const { at, left, right } of queue) {
    const token = text[at]
    if (!token) {
      if (differ(left, right)) return true
      continue
    }
    if (token.star) push(at + 1, left, right)
    const next = token.star ? at : at + 1
    for (const character of reader.plain(token))
      push(next, reader.step(left, character), reader.step(right, character))
    if (isSymbolToken(token)) {
      // One reading on the left is enough: if any two differ, one of them differs from it.
      const readings = reader.readings(token.accepts.character)
      const [one = []] = readings(left)
      for (const other of readings(right)) push(next, one, other)
    }
  }
  return false
}

interface Pair {
  readonly at: number
  readonly left: readonly number[]
  readonly right: readonly number[]
}

const isSame = (token: Token, other: Token | undefined): boolean =>
  other !== undefined && tokenKey(token) === tokenKey(other)
