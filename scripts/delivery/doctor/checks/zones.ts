import { bad, type Check, type Finding, ok } from '../check.ts'
import { isExisting, serviceName } from '../existing-endpoint.ts'

export const zones: Check = {
  name: 'zones',
  looksAt: 'DescribeVpcEndpointServices',
  applies: (context) => !isExisting(context) && context.types.has('AWS::EC2::VPCEndpoint'),
  async run({ aws, value }) {
    const { DescribeAvailabilityZonesCommand, DescribeVpcEndpointServicesCommand, EC2Client } = await import(
      '@aws-sdk/client-ec2'
    )
    const ec2 = aws.open(EC2Client)
    const name = serviceName(aws.region)
    const [services, { AvailabilityZones = [] }] = await Promise.all([
      ec2.send(
        new DescribeVpcEndpointServicesCommand({ Filters: [{ Name: 'service-name', Values: [name] }] }),
      ),
      ec2.send(
        new DescribeAvailabilityZonesCommand({
          Filters: [{ Name: 'zone-type', Values: ['availability-zone'] }],
        }),
      ),
    ])
    const [first = '', second = ''] = AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []).sort()
    const chosen = [value('AvailabilityZoneA') || first, value('AvailabilityZoneB') || second]
    return judged(name, services.ServiceDetails?.[0]?.AvailabilityZones, chosen)
  },
}

/**
 * @param offered zones in which the region offers the service; undefined where it does not
 * @param chosen zones of the two subnets
 */
export function judged(
  service: string,
  offered: readonly string[] | undefined,
  chosen: readonly string[],
): Finding {
  if (!offered) return bad(`there is no ${service}`, 'Choose another region: this one has no private APIs.')
  const missing = chosen.filter((zone) => !offered.includes(zone))
  if (missing.length === 0) return ok(`${chosen.join(' and ')} have execute-api endpoints`)
  return bad(
    `${missing.join(' and ')} ${missing.length === 1 ? 'has' : 'have'} no execute-api endpoints`,
    `Give AvailabilityZoneA and AvailabilityZoneB two of ${offered.join(', ')}.`,
  )
}
