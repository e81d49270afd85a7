import type { Evaluation } from './evaluation.ts'
import { finiteValues, idPrefix, type Parameter, refusal } from './parameter.ts'
import { hasSymbols, isSymbol, type SymbolInfo } from './symbols.ts'
import { openIn } from './undecided.ts'
import type { Place, TextValue, Value } from './value.ts'
import type { Truth, Undecided } from './world.ts'

/** Whether two values are equal, as far as their symbols let it be said. */
export function compare(
  a: Value | undefined,
  b: Value | undefined,
  at: Place,
  evaluation: Evaluation,
): Truth {
  const [left, right] = [comparable(a), comparable(b)]
  if (left === undefined || right === undefined) {
    const unknown = [a, b].find((value) => value?.kind === 'unknown')
    const open = openIn(unknown)
    if (open) return open
    return { why: unknown?.kind === 'unknown' ? unknown.why : 'a comparison of values that are no texts', at }
  }
  if (left === right) return true
  if (!hasSymbols(left)) return hasSymbols(right) ? compareWith(right, left, at, evaluation) : false
  if (!hasSymbols(right)) return compareWith(left, right, at, evaluation)
  if (isFresh(left, evaluation) && isFresh(right, evaluation)) return false
  return undecided(at)
}

function comparable(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return value.text
  if (value?.kind === 'number') return String(value.number)
  return value?.kind === 'flag' ? String(value.flag) : undefined
}

/** A text with symbols against one without. */
function compareWith(symbolic: string, literal: string, at: Place, evaluation: Evaluation): Truth {
  const infos = evaluation.names.symbols.in(symbolic)
  // A new id occurs in no literal: nobody knew it when the literal was written.
  if (infos.some(({ what }) => what.kind === 'id')) return false
  const [info] = infos
  if (!info || infos.length > 1) return undecided(at)
  const index = [...symbolic].findIndex(isSymbol)
  const parameter = info.what.kind === 'parameter' ? parameterNamed(info.name, evaluation) : undefined
  const prefix = parameter ? idPrefix(parameter) : ''
  const before = symbolic.slice(0, index - (symbolic.slice(0, index).endsWith(prefix) ? prefix.length : 0))
  const after = symbolic.slice(index + 1)
  const fits =
    literal.startsWith(before) && literal.endsWith(after) && literal.length >= before.length + after.length
  if (!fits) return false
  return decide(info, parameter, literal.slice(before.length, literal.length - after.length), at, evaluation)
}

function decide(
  info: SymbolInfo,
  parameter: Parameter | undefined,
  value: string,
  at: Place,
  evaluation: Evaluation,
): Truth {
  if (evaluation.excludes(info.name, value)) return false
  if (parameter ? refusal(parameter, value) !== undefined : info.what.kind !== 'pseudo') {
    return parameter ? false : undecided(at)
  }
  const split = { parameter: info.name, literal: value }
  return { why: `a condition on ${info.name}, which has no value`, at, split }
}

/** What would decide a text that is a parameter with a list of values, and undefined for any other text. */
export function listedValue({ text, at }: TextValue, evaluation: Evaluation): Undecided | undefined {
  const [info] = text.length === 1 ? evaluation.names.symbols.in(text) : []
  const parameter = info && parameterNamed(info.name, evaluation)
  const [literal] = (parameter && finiteValues(parameter)) ?? []
  if (!info || literal === undefined) return undefined
  return { why: `the value of ${info.name}`, at, split: { parameter: info.name, literal } }
}

/** A parameter of a root by its full name. */
export function parameterNamed(name: string, { stacks }: Pick<Evaluation, 'stacks'>): Parameter | undefined {
  const several = stacks.all.length > 1
  for (const { template } of stacks.roots) {
    const own = several ? name.slice(template.name.length + 1) : name
    if (!several || name === `${template.name}:${own}`) return template.parameters.get(own)
  }
  return undefined
}

/** Every value a split must try; the last, undefined, is "any other". */
export function casesOf(
  name: string,
  literal: string,
  evaluation: Evaluation,
): readonly (string | undefined)[] {
  const parameter = parameterNamed(name, evaluation)
  return (parameter && finiteValues(parameter)) ?? [literal, undefined]
}

const isFresh = (text: string, evaluation: Evaluation): boolean =>
  /^(?:[a-z]+-)?.$/.test(text) && evaluation.names.symbols.in(text).every(({ what }) => what.kind === 'id')

const undecided = (at: Place): Truth => ({ why: 'a comparison that only deployment decides', at })
