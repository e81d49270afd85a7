import type { ClassLimits, Run } from './classes.ts'
import { partition } from './partition.ts'
import { isLiteral, type Pattern } from './pattern.ts'
import { predicateKey } from './predicate.ts'
import { dependsOnSymbol, startDependsOnSymbol } from './symbol-dependence.ts'
import { isSymbolToken, type Token, tokenKey } from './token.ts'
import { Unsupported } from './unsupported.ts'

/** The classes of a text, and for each pattern where it matches. */
export function textClasses(
  variable: string,
  domain: readonly Pattern[],
  patterns: readonly Pattern[],
  { states, ...known }: ClassLimits,
): { witnesses: readonly string[]; runs: ReadonlyMap<string, readonly Run[]> } {
  const distinct = [...new Map(patterns.map((pattern) => [pattern.id, pattern])).values()]
  refuseDependence(variable, [...domain, ...distinct.filter(isLiteral)], distinct, known)
  // In the order of their witnesses, the texts with a common start are neighbours, and a prefix pattern is one run.
  const classes = partition(domain, distinct, states).sort((a, b) => (a.witness < b.witness ? -1 : 1))
  const numbers = distinct.map((): number[] => [])
  for (const [number, { matching }] of classes.entries())
    for (const pattern of matching) numbers[pattern]?.push(number)
  const runs = distinct.map((pattern, i): [string, Run[]] => [
    predicateKey({ kind: 'pattern', pattern }),
    runsOf(numbers[i] ?? []),
  ])
  return { witnesses: classes.map(({ witness }) => witness), runs: new Map(runs) }
}

/**
 * Refuses patterns whose match turns on what a symbol will be. Without knowledge of which symbols are fresh ids, plain
 * texts are taken to differ from symbols, as fresh ids do; patterns with wildcards are never given that benefit.
 */
function refuseDependence(
  variable: string,
  texts: readonly Pattern[],
  patterns: readonly Pattern[],
  { isFresh, alphabetOf }: ClassLimits,
): void {
  const starts = byStart(texts.filter(({ tokens }) => tokens.some(isSymbolToken)))
  for (const pattern of patterns) {
    if (!isFresh && isLiteral(pattern)) continue
    for (const { start, texts } of starts) {
      if (!startDependsOnSymbol(pattern, start, isFresh ?? never, alphabetOf)) continue
      const text = texts.find((one) => dependsOnSymbol(pattern, one, isFresh, alphabetOf))
      if (!text) continue
      throw new Unsupported(
        `whether ${variable} '${text.text}' matches '${pattern.text}' depends on a value that is not known yet`,
        pattern.at ?? text.at,
      )
    }
  }
}

/** Texts by what they begin with up to their last symbol: routes of one API have all symbols in common. */
function byStart(
  texts: readonly Pattern[],
): { readonly start: readonly Token[]; readonly texts: Pattern[] }[] {
  const starts = new Map<string, { start: readonly Token[]; texts: Pattern[] }>()
  for (const text of texts) {
    const start = text.tokens.slice(0, text.tokens.findLastIndex(isSymbolToken) + 1)
    const key = start.map(tokenKey).join('')
    const group = starts.get(key)
    if (group) group.texts.push(text)
    else starts.set(key, { start, texts: [text] })
  }
  // A list, for every pattern goes through it: an iterator is at its end after the first.
  return [...starts.values()]
}

const never = () => false

function runsOf(numbers: readonly number[]): Run[] {
  const runs: { from: number; to: number }[] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.to === number) last.to = number + 1
    else runs.push({ from: number, to: number + 1 })
  }
  return runs
}
