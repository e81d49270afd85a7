import { bad, type Check, type Finding, ok } from '../check.ts'
import { isExisting } from '../existing-endpoint.ts'
import { quotaOf, VPCS } from '../quota.ts'

export const vpcs: Check = {
  name: 'VPCs',
  looksAt: `DescribeVpcs, quota ${VPCS.code}`,
  applies: (context) => !isExisting(context) && context.types.has('AWS::EC2::VPC'),
  async run({ aws, identity, stack }) {
    const { EC2Client, paginateDescribeVpcs } = await import('@aws-sdk/client-ec2')
    // Shared ones count against the quota of whoever owns them.
    const Filters = [{ Name: 'owner-id', Values: [identity.account] }]
    let used = 0
    for await (const { Vpcs = [] } of paginateDescribeVpcs({ client: aws.open(EC2Client) }, { Filters }))
      used += Vpcs.length
    const quota = await quotaOf(aws, VPCS)
    const found = await stack()
    return judged(used, quota, found !== undefined && found.StackStatus !== 'REVIEW_IN_PROGRESS')
  },
}

/** @param isMade whether the stack is there, with its VPC among those that are used */
export function judged(used: number, quota: number, isMade: boolean): Finding {
  const found = `${used} of ${quota} are used`
  if (isMade) return ok(`${found}, this stack’s among them`)
  if (used < quota) return ok(found)
  return bad(
    `${found}, and a deployment makes one`,
    `Delete one, have quota vpc/${VPCS.code} raised, or use one that is there: ExistingVpcEndpointId=…`,
  )
}
