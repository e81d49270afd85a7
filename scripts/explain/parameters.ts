import { readFileSync } from 'node:fs'
import { UserError } from '../command/user-error.ts'

/** The values of parameters given as NAME=VALUE, or in a file; a later one replaces an earlier one. */
export function readParameters(given: readonly string[]): Map<string, string> {
  return new Map(given.flatMap((text) => (isPair(text) ? [pair(text)] : readFile(text))))
}

/** A path may hold an equals sign, but no name of a parameter a slash or a dot. */
const isPair = (text: string): boolean => /^[\w:]+=/.test(text)

function pair(text: string): [string, string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

function readFile(file: string): [string, string][] {
  const cure = 'Give NAME=VALUE, or a file of JSON as aws cloudformation takes it.'
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UserError(`${file} cannot be read as parameters: ${(error as Error).message}`, cure)
  }
  const values = toPairs(json)
  const wrong = values?.find(([, value]) => typeof value !== 'string' && typeof value !== 'number')
  if (!values || wrong) throw new UserError(`${file} holds no values of parameters.`, cure)
  return values.map(([name, value]) => [name, String(value)])
}

/** `{"Name": "value"}`, the same under Parameters, or the list of ParameterKey and ParameterValue. */
function toPairs(json: unknown): [string, unknown][] | undefined {
  if (Array.isArray(json)) {
    const pairs = json.map((item) => [item?.ParameterKey, item?.ParameterValue] as [string, unknown])
    return pairs.every(([name]) => typeof name === 'string') ? pairs : undefined
  }
  if (typeof json !== 'object' || json === null) return undefined
  return 'Parameters' in json ? toPairs(json.Parameters) : Object.entries(json)
}
