import { readDeploymentFile } from '../template/deployment-file.ts'
import { UserError } from './user-error.ts'

/** A path may hold an equals sign, but no name of a parameter a slash or a dot. */
const PAIR = /^((?:[^:=/]+:(?!:))?(?:AWS::[A-Za-z]+|[A-Za-z0-9]+))=(.*)$/s

/** The values of parameters, each given as NAME=VALUE or in a file; a later one replaces an earlier one. */
export function readParameters(given: readonly string[]): Map<string, string> {
  const values = new Map<string, string>()
  for (const text of given) {
    const [, name, value] = PAIR.exec(text) ?? []
    if (name !== undefined && value !== undefined) values.set(name, value)
    else if (text.includes('=') && !/[/.]/.test(text))
      throw new UserError(
        `'${text}' is no value of a parameter.`,
        'It looks like NAME=VALUE or stack:NAME=VALUE.',
      )
    else for (const [key, each] of readDeploymentFile(text).parameters) values.set(key, each)
  }
  return values
}
