import type { Aws } from '../aws/connect.ts'
import { type Inventory, namesOf } from './inventory.ts'

/** GetResources takes as many values of one tag (API reference). */
const MOST_VALUES = 20

/**
 * ARNs of what has a tag of these stacks: `Stack`, which templates here put on all that can carry it, or the one that
 * CloudFormation adds by itself.
 */
export async function taggedBy(aws: Aws, inventory: Inventory): Promise<string[]> {
  const { paginateGetResources, ResourceGroupsTaggingAPIClient } = await import(
    '@aws-sdk/client-resource-groups-tagging-api'
  )
  const client = aws.open(ResourceGroupsTaggingAPIClient)
  const found = new Set<string>()
  for (const filter of filtersOf(inventory))
    for await (const page of paginateGetResources({ client }, { TagFilters: [filter] }))
      for (const { ResourceARN } of page.ResourceTagMappingList ?? []) if (ResourceARN) found.add(ResourceARN)
  return [...found]
}

/** Filters of different tags would have to hold together. */
function* filtersOf(inventory: Inventory) {
  const wanted = [
    { Key: 'Stack', Values: namesOf(inventory) },
    { Key: 'aws:cloudformation:stack-id', Values: inventory.arns },
  ]
  for (const { Key, Values } of wanted)
    for (let at = 0; at < Values.length; at += MOST_VALUES)
      yield { Key, Values: Values.slice(at, at + MOST_VALUES) }
}
