import {
  type CloudFormationClient,
  paginateListStacks,
  type StackSummary,
} from '@aws-sdk/client-cloudformation'

/** The stack of that name that was deleted last; the service knows it for 90 days (API reference, ListStacks). */
export async function lastDeleted(
  client: CloudFormationClient,
  name: string,
): Promise<StackSummary | undefined> {
  let last: StackSummary | undefined
  for await (const page of paginateListStacks({ client }, { StackStatusFilter: ['DELETE_COMPLETE'] }))
    for (const stack of page.StackSummaries ?? [])
      if (stack.StackName === name && !stack.RootId && timeOf(stack) >= timeOf(last)) last = stack
  return last
}

const timeOf = (stack: StackSummary | undefined): number => stack?.DeletionTime?.getTime() ?? 0
