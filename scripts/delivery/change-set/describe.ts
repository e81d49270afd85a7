import {
  type CloudFormationClient,
  DescribeChangeSetCommand,
  type DescribeChangeSetOutput,
  type ResourceChange,
} from '@aws-sdk/client-cloudformation'
import type { Clock } from '../clock.ts'
import type { Described } from './described.ts'

/** The SDK leaves it to the caller to say that a change set is of that stack; an ARN says so by itself. */
interface Name {
  readonly ChangeSetName: string
  readonly StackName?: string
}

/** CloudFormation drops resources, and says so, where it cannot say all of their values (aws-cdk-cli#1780). */
const INCOMPLETE = '--include-property-values option can return incomplete ChangeSet data'
const UNDER_WAY = new Set(['CREATE_PENDING', 'CREATE_IN_PROGRESS'])
const SHORTEST_WAIT = 300
const LONGEST_WAIT = 3000

/** Waits until the change set is made, or has failed to be, and returns it with those of nested stacks. */
export async function madeChangeSet(
  client: CloudFormationClient,
  stackName: string,
  name: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<Described> {
  const named = { StackName: stackName, ChangeSetName: name }
  for (const begun = clock.now(); ; ) {
    const first = await page(client, named, true)
    if (!UNDER_WAY.has(first.Status ?? '')) return described(client, named, first)
    // Noticed late by an eighth of the time that it took, and by three seconds at most.
    const wait = Math.min(Math.max((clock.now() - begun) / 8, SHORTEST_WAIT), LONGEST_WAIT)
    await clock.wait(wait, signal)
  }
}

const page = (client: CloudFormationClient, name: Name, values: boolean, token?: string) =>
  client.send(
    new DescribeChangeSetCommand({
      ...name,
      IncludePropertyValues: values,
      ...(token && { NextToken: token }),
    }),
  )

async function described(
  client: CloudFormationClient,
  name: Name,
  first: DescribeChangeSetOutput,
): Promise<Described> {
  const changes = await changesOf(client, name, first)
  const children = changes.flatMap(({ LogicalResourceId: logicalId = '', ChangeSetId }) =>
    ChangeSetId ? [{ logicalId, name: { ChangeSetName: ChangeSetId } }] : [],
  )
  // One that was not made because a nested one was not lists no changes, but names that one (aws-cdk).
  const [failed] = /arn:\S+:changeSet\/[\w-]+\/[\w-]+/.exec(first.StatusReason ?? '') ?? []
  if (failed !== undefined && children.length === 0)
    children.push({ logicalId: failed, name: { ChangeSetName: failed } })
  const nested = await Promise.all(
    children.map(
      async (child) =>
        [child.logicalId, await described(client, child.name, await page(client, child.name, true))] as const,
    ),
  )
  return {
    stackName: first.StackName ?? '',
    stackId: first.StackId ?? '',
    changeSetId: first.ChangeSetId ?? '',
    status: first.Status ?? 'FAILED',
    ...(first.StatusReason && { reason: first.StatusReason }),
    createdAt: first.CreationTime?.getTime() ?? 0,
    changes,
    nested: new Map(nested),
  }
}

async function changesOf(
  client: CloudFormationClient,
  name: Name,
  first: DescribeChangeSetOutput,
): Promise<ResourceChange[]> {
  const detailed = await allPages(client, name, first, true)
  if (!first.StatusReason?.includes(INCOMPLETE)) return detailed
  const known = new Map(detailed.map((change) => [change.LogicalResourceId, change]))
  const complete = await allPages(client, name, await page(client, name, false), false)
  return complete.map((change) => known.get(change.LogicalResourceId) ?? change)
}

async function allPages(
  client: CloudFormationClient,
  name: Name,
  first: DescribeChangeSetOutput,
  values: boolean,
): Promise<ResourceChange[]> {
  const changes: ResourceChange[] = []
  for (let last = first; ; last = await page(client, name, values, last.NextToken)) {
    for (const { ResourceChange } of last.Changes ?? []) if (ResourceChange) changes.push(ResourceChange)
    if (!last.NextToken) return changes
  }
}
