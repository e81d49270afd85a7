import type { TextValue } from '../../template/value.ts'
import { valuesOf } from './request.ts'
import type { Scope } from './scope.ts'
import { Unsettled } from './unsettled.ts'

/** One character of a policy's text; `wild` where it is a `*` or `?` that an operator with wildcards expands. */
export interface Character {
  readonly text: string
  readonly wild: boolean
}
export type Pattern = readonly Character[]

const ESCAPED = new Set(['*', '?', '$'])

/**
 * Reads a text in which policy variables may stand (IAM user guide, policy variables: Resource, and string and ARN
 * conditions). Undefined when a variable has neither value nor default: such a text equals nothing.
 */
export function readPattern({ text, at }: TextValue, scope: Scope): Pattern | undefined {
  if (!scope.variables) return written(text)
  const characters: Character[] = []
  let end = 0
  for (const variable of text.matchAll(/\$\{([^}]*)\}/g)) {
    characters.push(...written(text.slice(end, variable.index)))
    end = variable.index + variable[0].length
    const name = variable[1] ?? ''
    const value = ESCAPED.has(name) ? name : valueOfVariable(name, at, scope)
    if (value === undefined) return undefined
    // A wildcard in a variable's value is a character like any other: the request must not write policy.
    characters.push(...literal(value))
  }
  const rest = text.slice(end)
  if (rest.includes('${')) throw new Unsettled(`'${text}' has a policy variable that does not end`, at)
  return [...characters, ...written(rest)]
}

/** The text itself, for operators without wildcards. */
export const plain = (pattern: Pattern): string => pattern.map(({ text }) => text).join('')

export const written = (text: string): Pattern =>
  [...text].map((character) => ({ text: character, wild: character === '*' || character === '?' }))

const literal = (text: string): Pattern => [...text].map((character) => ({ text: character, wild: false }))

function valueOfVariable(text: string, at: TextValue['at'], { request, doubts }: Scope): string | undefined {
  const [, key, fallback] = /^\s*([^,']+?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(text) ?? []
  if (key === undefined) throw new Unsettled(`'\${${text}}' is no policy variable`, at)
  const values = valuesOf(request.context, key)
  const value = values === undefined ? fallback : values.length === 1 ? values[0] : undefined
  const shown = value === undefined ? 'nothing: the text matches nothing' : `'${value}'`
  return doubts.settle(`the policy variable '\${${text}}' is read as ${shown}`, at, value)
}

/**
 * Whether the whole value fits the pattern: `*` is any run of characters, `?` any one. Goes back to the last `*` only,
 * so no pattern makes it slow (a backtracking regular expression can be made so).
 */
export function fits(pattern: Pattern, value: string): boolean {
  const characters = [...value]
  let [at, read] = [0, 0]
  let star: { at: number; read: number } | undefined
  while (read < characters.length) {
    const wanted = pattern[at]
    if (wanted?.wild && wanted.text === '*') {
      star = { at, read }
      at++
    } else if (wanted && (wanted.wild || wanted.text === characters[read])) {
      at++
      read++
    } else if (star) {
      star.read++
      at = star.at + 1
      read = star.read
    } else return false
  }
  return pattern.slice(at).every(({ wild, text }) => wild && text === '*')
}
