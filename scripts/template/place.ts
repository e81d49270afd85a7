/** Where templates are deployed unless told otherwise: the account is AWS's own example. */
export const PLACE = { 'AWS::AccountId': '111122223333', 'AWS::Region': 'us-east-1' } as const

/** AWS partitions by what their regions begin with (AWS General Reference, ARNs). */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** What the names of a region's services end in. */
export const suffixOf = (region: string): string =>
  region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
