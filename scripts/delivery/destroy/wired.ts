import type { CloudFormationClient, Stack } from '@aws-sdk/client-cloudformation'
import { Failure } from '../../command/failure.ts'
import { type Only, SINGLES, singleName } from '../deployment/only.ts'
import { describeStack } from '../stack/read.ts'

/** @throws Failure while a stack is there that was given what this one offers: it would call nothing any more */
export async function refuseWhileWired(
  client: CloudFormationClient,
  family: string,
  only: Only,
): Promise<void> {
  const name = singleName(family, only)
  const stack = await describeStack(client, name)
  if (!stack) return
  for (const other of dependentsOf(only)) {
    const dependent = await describeStack(client, singleName(family, other))
    const wire = dependent && wireOf(stack, dependent)
    if (wire)
      throw new Failure(
        `${dependent.StackName} is wired to ${name} (${wire}) and would be left without it.`,
        `Destroy that one first: npm run destroy -- --stack ${family} --only ${other}`,
      )
  }
}

/** The ones deployed after it come first, as they are to be destroyed. */
const dependentsOf = (only: Only): Only[] =>
  (Object.keys(SINGLES) as Only[]).filter((other) => SINGLES[other].wired.includes(only)).toReversed()

/** `VpcId=vpc-1`: an output of the one that is a parameter of the other. */
function wireOf({ Outputs = [] }: Stack, { Parameters = [], StackStatus }: Stack): string | undefined {
  // One in review has nothing that could use it.
  if (StackStatus === 'REVIEW_IN_PROGRESS') return undefined
  const found = Outputs.find(({ OutputKey, OutputValue }) =>
    Parameters.some(
      ({ ParameterKey, ParameterValue }) => ParameterKey === OutputKey && ParameterValue === OutputValue,
    ),
  )
  return found && `${found.OutputKey}=${found.OutputValue}`
}
