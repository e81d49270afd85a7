import { type CloudFormationClient, paginateDescribeStacks, type Stack } from '@aws-sdk/client-cloudformation'
import { templateOf } from '../stack/read.ts'

/** Names of stacks whose nested templates lie in the bucket: without it, they cannot be updated as they are. */
export async function bucketUsers(client: CloudFormationClient, bucket: string): Promise<string[]> {
  const all: Stack[] = []
  for await (const page of paginateDescribeStacks({ client }, {})) all.push(...(page.Stacks ?? []))
  const parents = new Set(all.flatMap(({ ParentId }) => ParentId ?? []))
  const users: string[] = []
  // A template is read only where there is a nested stack, and no parameter tells already.
  for (const stack of all)
    if (!stack.RootId && parents.has(stack.StackId ?? '') && (await uses(client, stack, bucket)))
      users.push(stack.StackName ?? '')
  return users.sort()
}

const uses = async (client: CloudFormationClient, { StackId, Parameters = [] }: Stack, bucket: string) =>
  Parameters.some(({ ParameterValue }) => ParameterValue === bucket) ||
  (await templateOf(client, StackId ?? '')).includes(`//${bucket}.s3.`)
