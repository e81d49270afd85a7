import type { VpcEndpoint } from '@aws-sdk/client-ec2'
import { bad, type Check, type Finding, ok } from '../check.ts'
import { endpointIdOf, isExisting, serviceName, vpcIdOf } from '../existing-endpoint.ts'

export const endpoint: Check = {
  name: 'endpoint',
  looksAt: 'DescribeVpcEndpoints',
  applies: isExisting,
  run: async ({ aws, value, endpoint: look }) =>
    judged(await look(), { id: endpointIdOf(value), vpc: vpcIdOf(value), service: serviceName(aws.region) }),
}

/** What was asked for; the ids are empty where nothing was. */
export interface Wanted {
  readonly id: string
  readonly vpc: string
  readonly service: string
}

export function judged(found: VpcEndpoint | undefined, { id, vpc, service }: Wanted): Finding {
  const named = id || `an execute-api endpoint in ${vpc}`
  if (!found)
    return bad(
      `there is no ${named.replace(/^an /, '')}`,
      'Look at the id and at the region, or leave it out: a deployment makes a VPC with one.',
    )
  const text = `${found.VpcEndpointId} in ${found.VpcId} is ${found.State}`
  if (found.ServiceName !== service)
    return bad(
      `${text}, and of ${found.ServiceName}`,
      `Name one of ${service}: no other leads to private APIs.`,
    )
  if (vpc && found.VpcId !== vpc) return bad(`${text}, and not in ${vpc}`, 'Give both of the same VPC.')
  // The SDK's type has it in capitals, the service has not.
  if (found.State?.toLowerCase() !== 'available')
    return bad(text, 'Wait until it is available, or see why it is not: only then does it lead to APIs.')
  if (!id)
    return bad(
      `${text}, and is not named`,
      `Give ExistingVpcEndpointId=${found.VpcEndpointId}: a second one with private DNS is refused there.`,
    )
  return ok(text)
}
