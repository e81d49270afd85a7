import { readParameters } from '../../command/parameters.ts'
import { UserError } from '../../command/user-error.ts'

const PARTITION = 'AWS::Partition'

/** The values of parameters, each given as NAME=VALUE or in a file; of partitions only aws (assumption partition). */
export function readGiven(parameters: readonly string[]): Map<string, string> {
  const values = readParameters(parameters)
  const partition = values.get(PARTITION)
  if (partition !== undefined && partition !== 'aws')
    throw new UserError(
      `${PARTITION}=${partition}: the proof is about the partition aws only.`,
      'Leave the value out.',
    )
  return values
}
