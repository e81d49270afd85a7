import type { Aws } from '../aws/connect.ts'
import { unlessDenied } from '../aws/denied.ts'
import { Denied } from '../aws/refusals.ts'
import { describeStack } from '../stack/read.ts'
import { goneOf } from './gone.ts'
import { type Interface, interfacesIn, placesOf } from './interfaces.ts'
import type { Inventory } from './inventory.ts'
import { existingLogGroups, logGroupsOf } from './log-groups.ts'
import { taggedBy } from './tagged.ts'

/** What a look around found; a refusal where IAM does not allow to look. */
export interface Found {
  readonly stacks: readonly string[]
  /** ARNs of what the tag index lists. */
  readonly tagged: readonly string[] | Denied
  /** Those of `tagged` that are gone, as their own service says. */
  readonly gone: readonly string[] | Denied
  readonly logGroups: readonly string[] | Denied
  readonly interfaces: readonly Interface[] | Denied
}

/** Looks for what could be left of a stack: by id, by tag and by name. */
export async function sweep(aws: Aws, inventory: Inventory): Promise<Found> {
  const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs')
  const { EC2Client } = await import('@aws-sdk/client-ec2')
  const logs = aws.open(CloudWatchLogsClient)
  const ec2 = aws.open(EC2Client)
  const places = placesOf(inventory.resources)
  const tagged = await unlessDenied(() => taggedBy(aws, inventory))
  return {
    stacks: await standingStacks(aws, inventory),
    tagged,
    gone: tagged instanceof Denied ? [] : await unlessDenied(() => goneOf(aws.cloudformation, ec2, tagged)),
    logGroups: await unlessDenied(() => existingLogGroups(logs, logGroupsOf(inventory.resources))),
    interfaces: await unlessDenied(() => interfacesIn(ec2, places)),
  }
}

/** The stack and those it nests, as far as they are not deleted. */
async function standingStacks({ cloudformation }: Aws, { arns }: Inventory): Promise<string[]> {
  const standing: string[] = []
  for (const arn of arns) {
    const stack = await describeStack(cloudformation, arn)
    if (stack && stack.StackStatus !== 'DELETE_COMPLETE') standing.push(arn)
  }
  return standing
}
