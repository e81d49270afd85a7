import type { State } from '../cloudformation/state.ts'
import { type Structure, textIn, textsIn } from '../protocol/data.ts'
import { ec2Query } from '../protocol/ec2-query.ts'
import { ServiceError } from '../protocol/service-error.ts'
import type { Service } from '../service.ts'
import { type Filtered, matching } from './filters.ts'
import { functionInterfaces, interfaceView, type NetworkInterface } from './interfaces.ts'
import { endpointView, stackEndpoints, stackVpcs, type Vpc, type VpcEndpoint, vpcView } from './networks.ts'

/** What is in EC2: what stacks made, and what a test adds. */
export class Ec2 {
  readonly vpcs: Vpc[] = []
  readonly endpoints: VpcEndpoint[] = []
  readonly interfaces: NetworkInterface[] = []
  /** Milliseconds that interfaces of functions stay when the function is gone. */
  interfacesLingerFor = 0
  private readonly deleted = new Set<string>()
  private readonly state: State

  constructor(state: State) {
    this.state = state
  }

  allVpcs = (): Filtered[] =>
    [...stackVpcs(this.state), ...this.vpcs].map((vpc) => vpcView(vpc, this.state.place.account))

  allEndpoints = (): Filtered[] => [...stackEndpoints(this.state), ...this.endpoints].map(endpointView)

  allInterfaces(): NetworkInterface[] {
    return [...functionInterfaces(this.state, this.interfacesLingerFor), ...this.interfaces].filter(
      ({ id, until = Number.POSITIVE_INFINITY }) => until > this.state.now && !this.deleted.has(id),
    )
  }

  deleteInterface(id: string): void {
    const found = this.allInterfaces().find((each) => each.id === id)
    if (!found)
      throw new ServiceError(
        'InvalidNetworkInterfaceID.NotFound',
        `The networkInterface ID '${id}' does not exist`,
      )
    if ((found.status ?? 'in-use') === 'in-use')
      throw new ServiceError('InvalidParameterValue', `Network interface '${id}' is currently in use.`)
    this.deleted.add(id)
  }
}

export const ec2 = (cloud: Ec2): Service => ({
  protocol: ec2Query,
  dialect: 'ec2',
  actions: {
    DescribeVpcs: ({ parameters }) => ({ vpcSet: shown(cloud.allVpcs(), parameters, 'VpcId', 'vpc-id') }),
    DescribeVpcEndpoints: ({ parameters }) => ({
      vpcEndpointSet: shown(cloud.allEndpoints(), parameters, 'VpcEndpointId', 'vpc-endpoint-id'),
    }),
    DescribeNetworkInterfaces: ({ parameters }) => ({
      networkInterfaceSet: shown(
        cloud.allInterfaces().map(interfaceView),
        parameters,
        'NetworkInterfaceId',
        'network-interface-id',
      ),
    }),
    DeleteNetworkInterface({ parameters }) {
      cloud.deleteInterface(textIn(parameters, 'NetworkInterfaceId') ?? '')
      return { return: true }
    },
  },
  permission: ({ action }) => ({ action: `ec2:${action}`, resource: '*' }),
})

const NOT_FOUND: Readonly<Record<string, string>> = {
  VpcId: 'InvalidVpcID.NotFound',
  VpcEndpointId: 'InvalidVpcEndpointId.NotFound',
  NetworkInterfaceId: 'InvalidNetworkInterfaceID.NotFound',
}

/** An id that is not there is an error; a filter that fits nothing is not. */
function shown(all: readonly Filtered[], parameters: Structure, ids: string, field: string): Structure[] {
  const wanted = textsIn(parameters, ids)
  const missing = wanted.find((id) => !all.some(({ fields }) => fields[field] === id))
  if (missing !== undefined)
    throw new ServiceError(
      NOT_FOUND[ids] ?? ids,
      `The ${field.replace(/-id$/, '')} ID '${missing}' does not exist`,
    )
  const named = all.filter(({ fields }) => wanted.length === 0 || wanted.includes(String(fields[field])))
  return matching(named, parameters).map((each) => each.shown)
}
