import { live } from '../cloudformation/inventory.ts'
import type { State } from '../cloudformation/state.ts'
import { type Structure, textsIn } from '../protocol/data.ts'
import type { Action } from '../service.ts'
import { type Filtered, matching } from './filters.ts'

/** A rule by which a group lets packets in. */
export interface Ingress {
  readonly protocol: string
  readonly from?: number
  readonly to?: number
  readonly cidrs?: readonly string[]
}

/** What is only looked at: security groups, volumes, zones and what is offered in them. */
export class Lookups {
  /** Rules of groups that a test adds, by id. */
  readonly groups = new Map<string, readonly Ingress[]>()
  /** Volumes that a test adds. */
  readonly volumes = new Set<string>()
  zones = ['a', 'b', 'c']
  /** Letters of the zones that have execute-api endpoints; undefined where the region does not offer them. */
  executeApi: readonly string[] | undefined = ['a', 'b', 'c']
}

export const lookupActions = (lookups: Lookups, state: State): Readonly<Record<string, Action>> => ({
  DescribeSecurityGroups({ parameters }) {
    const wanted = textsIn(parameters, 'GroupId')
    const made = [...live(state, 'AWS::EC2::SecurityGroup')].map(
      ({ resource }): [string, readonly Ingress[]] => [resource.physicalId ?? '', []],
    )
    const all = [...made, ...lookups.groups].filter(([id]) => wanted.length === 0 || wanted.includes(id))
    return { securityGroupInfo: all.map(([groupId, rules]) => ({ groupId, ipPermissions: rules.map(rule) })) }
  },
  DescribeVolumes: ({ parameters }) => ({
    volumeSet: matching([...lookups.volumes].map(volume), parameters).map(({ shown }) => shown),
  }),
  DescribeAvailabilityZones: () => ({
    availabilityZoneInfo: lookups.zones.map((letter) => ({
      zoneName: `${state.place.region}${letter}`,
      zoneState: 'available',
      zoneType: 'availability-zone',
    })),
  }),
  DescribeVpcEndpointServices: () => ({
    serviceDetailSet: lookups.executeApi && [
      {
        serviceName: `com.amazonaws.${state.place.region}.execute-api`,
        availabilityZoneSet: lookups.executeApi.map((letter) => `${state.place.region}${letter}`),
      },
    ],
  }),
})

const rule = ({ protocol, from, to, cidrs = [] }: Ingress): Structure => ({
  ipProtocol: protocol,
  fromPort: from,
  toPort: to,
  ipRanges: cidrs.map((cidrIp) => ({ cidrIp })),
})

const volume = (id: string): Filtered => ({
  shown: { volumeId: id, status: 'available' },
  tags: new Map(),
  fields: { 'volume-id': id },
})
