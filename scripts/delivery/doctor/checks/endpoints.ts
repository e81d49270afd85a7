import { bad, type Check, type Finding, ok } from '../check.ts'
import { isExisting, vpcIdOf } from '../existing-endpoint.ts'
import { ENDPOINTS, quotaOf } from '../quota.ts'

/** Types that count against it (VPC user guide, "AWS PrivateLink quotas"). */
const COUNTED = ['Interface', 'GatewayLoadBalancer']

export const endpoints: Check = {
  name: 'endpoints',
  looksAt: `DescribeVpcEndpoints, quota ${ENDPOINTS.code}`,
  applies: (context) => isExisting(context),
  async run({ aws, value, endpoint }) {
    const vpc = vpcIdOf(value) || (await endpoint())?.VpcId
    if (!vpc) return { verdict: 'unknown', found: 'the endpoint tells no VPC' }
    const { EC2Client, paginateDescribeVpcEndpoints } = await import('@aws-sdk/client-ec2')
    const Filters = [{ Name: 'vpc-id', Values: [vpc] }]
    let used = 0
    const pages = paginateDescribeVpcEndpoints({ client: aws.open(EC2Client) }, { Filters })
    for await (const { VpcEndpoints = [] } of pages)
      used += VpcEndpoints.filter(({ VpcEndpointType = '' }) => COUNTED.includes(VpcEndpointType)).length
    return judged(vpc, used, await quotaOf(aws, ENDPOINTS), madeIn(value))
  },
}

/** Those of the Systems Manager, by which the consumer is reached where its VPC has no other way to it. */
const madeIn = (value: (name: string) => string): number =>
  value('ExistingSystemsManager') === 'interface-endpoints' && value('Consumer') !== 'leave-out' ? 2 : 0

/** @param made how many a deployment makes there */
export function judged(vpc: string, used: number, quota: number, made: number): Finding {
  const found = `${used} of ${quota} are used in ${vpc}, and a deployment makes ${made || 'none'}`
  if (used + made <= quota) return ok(found)
  return bad(found, `Have quota vpc/${ENDPOINTS.code} raised, or give ExistingSystemsManager=existing.`)
}
