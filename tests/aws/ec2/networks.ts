import { live, type Made, textOf } from '../cloudformation/inventory.ts'
import type { State } from '../cloudformation/state.ts'
import { type Filtered, tagSet } from './filters.ts'

/** A VPC that a test adds, as somebody made it by hand. */
export interface Vpc {
  readonly id: string
  readonly cidr: string
  readonly isDefault?: boolean
  readonly tags?: Readonly<Record<string, string>>
}

/** The same for an endpoint. */
export interface VpcEndpoint {
  readonly id: string
  readonly vpcId: string
  readonly service: string
  readonly type?: 'Interface' | 'Gateway'
  readonly privateDns?: boolean
  readonly state?: string
  readonly subnetIds?: readonly string[]
  readonly groupIds?: readonly string[]
  readonly tags?: Readonly<Record<string, string>>
}

export function vpcView({ id, cidr, isDefault = false, tags = {} }: Vpc, owner: string): Filtered {
  const all = new Map(Object.entries(tags))
  return {
    shown: { vpcId: id, cidrBlock: cidr, state: 'available', isDefault, ownerId: owner, tagSet: tagSet(all) },
    tags: all,
    fields: { 'vpc-id': id, cidr, 'is-default': String(isDefault), state: 'available', 'owner-id': owner },
  }
}

export function endpointView(endpoint: VpcEndpoint): Filtered {
  const { id, vpcId, service, type = 'Interface', privateDns = true, state = 'available' } = endpoint
  const tags = new Map(Object.entries(endpoint.tags ?? {}))
  return {
    shown: {
      vpcEndpointId: id,
      vpcEndpointType: type,
      vpcId,
      serviceName: service,
      state,
      privateDnsEnabled: type === 'Interface' && privateDns,
      subnetIdSet: endpoint.subnetIds ?? [],
      groupSet: (endpoint.groupIds ?? []).map((groupId) => ({ groupId })),
      tagSet: tagSet(tags),
    },
    tags,
    fields: {
      'vpc-endpoint-id': id,
      'vpc-endpoint-type': type,
      'vpc-endpoint-state': state,
      'vpc-id': vpcId,
      'service-name': service,
    },
  }
}

/** Those that stacks made and that are there. */
export const stackVpcs = (state: State): Vpc[] =>
  [...live(state, 'AWS::EC2::VPC')].map((made) => ({
    id: made.resource.physicalId ?? '',
    cidr: textOf(made, 'CidrBlock') ?? '',
    tags: Object.fromEntries(made.tags),
  }))

export const stackEndpoints = (state: State): VpcEndpoint[] =>
  [...live(state, 'AWS::EC2::VPCEndpoint')].map((made) => ({
    id: made.resource.physicalId ?? '',
    vpcId: textOf(made, 'VpcId') ?? '',
    service: textOf(made, 'ServiceName') ?? '',
    type: textOf(made, 'VpcEndpointType') === 'Interface' ? 'Interface' : 'Gateway',
    privateDns: textOf(made, 'PrivateDnsEnabled') === 'true',
    subnetIds: textsOf(made, 'SubnetIds'),
    groupIds: textsOf(made, 'SecurityGroupIds'),
    tags: Object.fromEntries(made.tags),
  }))

const textsOf = ({ resource }: Made, name: string): string[] => {
  const value = resource.made.properties[name]
  return Array.isArray(value) ? value.map(String) : []
}
