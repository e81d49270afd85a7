import { type DeploymentFile, readDeploymentFile } from '../template/deployment-file.ts'
import { UserError } from './user-error.ts'

/** A path may hold an equals sign, but no name of a parameter a slash or a dot. */
const PAIR = /^((?:[^:=/]+:(?!:))?(?:AWS::[A-Za-z]+|[A-Za-z0-9]+))=(.*)$/s

/** The values of parameters, each given as NAME=VALUE or in a file; a later one replaces an earlier one. */
export const readParameters = (given: readonly string[]): Map<string, string> =>
  readParametersAndFiles(given).values

/** The same with the files, each read once, which may tell more than values. */
export function readParametersAndFiles(given: readonly string[]) {
  const values = new Map<string, string>()
  const files: DeploymentFile[] = []
  for (const text of given) {
    const [, name, value] = PAIR.exec(text) ?? []
    if (name !== undefined && value !== undefined) {
      values.set(name, value)
      continue
    }
    if (text.includes('=') && !/[/.]/.test(text))
      throw new UserError(
        `'${text}' is no value of a parameter.`,
        'It looks like NAME=VALUE or stack:NAME=VALUE.',
      )
    const file = readDeploymentFile(text)
    files.push(file)
    for (const [key, each] of file.parameters) values.set(key, each)
  }
  return { values, files }
}
