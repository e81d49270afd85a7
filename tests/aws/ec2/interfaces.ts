import { createHash } from 'node:crypto'
import { inventory } from '../cloudformation/inventory.ts'
import type { State } from '../cloudformation/state.ts'
import { type Filtered, tagSet } from './filters.ts'

/** A network interface that a test adds. */
export interface NetworkInterface {
  readonly id: string
  readonly vpcId?: string
  readonly subnetId?: string
  readonly groupIds?: readonly string[]
  readonly description?: string
  readonly status?: 'available' | 'in-use'
  readonly type?: string
  readonly tags?: Readonly<Record<string, string>>
  /** The service gives it up at this time by itself. */
  readonly until?: number
}

export function interfaceView(one: NetworkInterface): Filtered {
  const { id, vpcId, subnetId, groupIds = [], description = '', status = 'in-use', type = 'interface' } = one
  const tags = new Map(Object.entries(one.tags ?? {}))
  return {
    shown: {
      networkInterfaceId: id,
      vpcId,
      subnetId,
      description,
      status,
      interfaceType: type,
      requesterManaged: type === 'lambda',
      groupSet: groupIds.map((groupId) => ({ groupId })),
      tagSet: tagSet(tags),
    },
    tags,
    fields: {
      'network-interface-id': id,
      'vpc-id': vpcId,
      'subnet-id': subnetId,
      'group-id': groupIds,
      description,
      status,
      'interface-type': type,
    },
  }
}

interface VpcConfig {
  readonly SubnetIds?: readonly string[]
  readonly SecurityGroupIds?: readonly string[]
}

/** One for each subnet of each function in a VPC. They outlive their function (Lambda developer guide, "Hyperplane ENIs"). */
export function* functionInterfaces(state: State, lingersFor: number): Generator<NetworkInterface> {
  for (const { resource, goneAt } of inventory(state, 'AWS::Lambda::Function')) {
    const { SubnetIds = [], SecurityGroupIds = [] } = (resource.made.properties.VpcConfig ?? {}) as VpcConfig
    const name = resource.physicalId ?? ''
    for (const subnetId of SubnetIds) {
      const digest = createHash('sha256').update(`${name} ${subnetId}`).digest('hex')
      yield {
        id: `eni-0${digest.slice(0, 16)}`,
        subnetId,
        groupIds: SecurityGroupIds,
        // As tools that delete them look for it (delstack): the function's name, then a UUID.
        description: `AWS Lambda VPC ENI-${name}-${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 16)}-${digest.slice(16, 20)}-${digest.slice(20, 32)}`,
        status: goneAt === undefined ? 'in-use' : 'available',
        type: 'lambda',
        ...(goneAt !== undefined && { until: goneAt + lingersFor }),
      }
    }
  }
}
