import { UserError } from '../../command/user-error.ts'
import { parametersFromFile } from '../../template/parameters-file.ts'

const PARTITION = 'AWS::Partition'
/** A path may hold an equals sign, but no name of a parameter a slash or a dot. */
const PAIR = /^((?:[^:=/]+:(?!:))?(?:AWS::[A-Za-z]+|[A-Za-z0-9]+))=(.*)$/s

/** The values of parameters, each given as NAME=VALUE or in a file; a later one replaces an earlier one. */
export function readGiven(parameters: readonly string[]): Map<string, string> {
  const values = new Map<string, string>()
  for (const text of parameters) {
    const [, name, value] = PAIR.exec(text) ?? []
    if (name !== undefined && value !== undefined) values.set(name, value)
    else if (text.includes('=') && !/[/.]/.test(text))
      throw new UserError(
        `'${text}' is no value of a parameter.`,
        'It looks like NAME=VALUE or stack:NAME=VALUE.',
      )
    else for (const [key, each] of parametersFromFile(text)) values.set(key, each)
  }
  const partition = values.get(PARTITION) ?? 'aws'
  if (partition !== 'aws')
    throw new UserError(
      `${PARTITION}=${partition}: the proof is about the partition aws only.`,
      'Leave the value out.',
    )
  return values.set(PARTITION, partition)
}
