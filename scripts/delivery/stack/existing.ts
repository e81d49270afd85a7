import type { Stack } from '@aws-sdk/client-cloudformation'
import { UserError } from '../../command/user-error.ts'
import type { Aws } from '../aws/connect.ts'
import { describeStack } from './read.ts'

/** @throws UserError where there is no such stack in this region of this account */
export async function existingStack(aws: Aws, stackName: string): Promise<Stack> {
  const stack = await describeStack(aws.cloudformation, stackName)
  if (stack) return stack
  throw new UserError(
    `There is no stack ${stackName} in ${aws.region} of this account.`,
    'Name it with --stack, look at AWS_REGION and AWS_PROFILE, or make it: npm run deploy',
  )
}
