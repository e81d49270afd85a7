import { type CloudFormationClient, paginateListStacks } from '@aws-sdk/client-cloudformation'

/**
 * ARNs of nested stacks of a root that wait for their first change set to be executed. The root has no resource for them
 * yet; they tell their root themselves.
 */
export async function reviewsUnder(client: CloudFormationClient, root: string): Promise<string[]> {
  const found: string[] = []
  for await (const page of paginateListStacks({ client }, { StackStatusFilter: ['REVIEW_IN_PROGRESS'] }))
    for (const { RootId, StackId } of page.StackSummaries ?? [])
      if (RootId === root && StackId && StackId !== root) found.push(StackId)
  return found
}
