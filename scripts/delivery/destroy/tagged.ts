import type { Aws } from '../aws/connect.ts'

/** GetResources takes as many values of one tag (API reference). */
const MOST_VALUES = 20

/** ARNs of what has the tag `Stack` with one of these names, which templates here put on all that can carry it. */
export async function taggedBy(aws: Aws, names: readonly string[]): Promise<string[]> {
  const { paginateGetResources, ResourceGroupsTaggingAPIClient } = await import(
    '@aws-sdk/client-resource-groups-tagging-api'
  )
  const client = aws.open(ResourceGroupsTaggingAPIClient)
  const found: string[] = []
  for (let at = 0; at < names.length; at += MOST_VALUES) {
    const TagFilters = [{ Key: 'Stack', Values: names.slice(at, at + MOST_VALUES) }]
    for await (const page of paginateGetResources({ client }, { TagFilters }))
      for (const { ResourceARN } of page.ResourceTagMappingList ?? [])
        if (ResourceARN) found.push(ResourceARN)
  }
  return found
}
