import type { Endpoint, Network } from '../../access/model/index.ts'
import { type Connection, type Protocol, parseAddress, type Station } from '../../access/network/index.ts'
import { addressText } from '../logic/address.ts'
import type { Model } from '../logic/formula.ts'
import { peerGroups } from '../request/groups.ts'
import { carries, REQUEST } from '../request/variables.ts'
import type { Plain } from './plain.ts'

/** Who sends and who receives, but for their addresses. */
export interface Ends {
  readonly from: Omit<Station, 'address'>
  readonly to: Omit<Station, 'address'>
}

/** Somebody outside the VPCs, whose own filters are not ours to judge. */
export const OUTSIDER: Ends['from'] = { subnet: undefined, groups: [], filtersItself: false }

/**
 * The sender and the endpoint's interface that a model is about.
 *
 * @param known the groups of the sender; a stranger's are those that the model says
 */
export function endsOf(
  network: Network,
  endpoint: Endpoint,
  model: Model,
  known: Station['groups'] | undefined,
): Ends {
  const subnet = (variable: string) => network.subnets.find(({ address }) => address === model.get(variable))
  const source = subnet(REQUEST.sourceSubnet)
  const carried = peerGroups(network).filter((id) => model.get(carries(id)) === 'yes')
  return {
    from: {
      // The proof leaves out the NACLs of other VPCs, which lets more through.
      subnet: source?.vpc.text === endpoint.vpc.text ? source : undefined,
      groups: known ?? carried.map((text) => ({ kind: 'text', text, at: endpoint.at })),
      filtersItself: known !== undefined,
    },
    to: { subnet: subnet(REQUEST.destinationSubnet), groups: endpoint.groups, filtersItself: true },
  }
}

const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp']

/**
 * The connection that a model is about; undefined for what is none. A variable that the model leaves
 * out is one on which nothing hangs.
 */
export function connectionOf({ from, to }: Ends, { found }: Plain): Connection | undefined {
  const { model } = found
  const protocol = PROTOCOLS.find((name) => name === (model.get(REQUEST.protocol) ?? 'tcp'))
  const source = address(model, REQUEST.source)
  const destination = address(model, REQUEST.destination)
  if (!protocol || source === undefined || destination === undefined) return undefined
  const clientPort = model.get(REQUEST.sourcePort)
  return {
    from: { ...from, address: source },
    to: { ...to, address: destination },
    protocol,
    port: Number(model.get(REQUEST.port) ?? 443),
    ...(typeof clientPort === 'number' && { clientPort }),
  }
}

/** Any IPv4 address will do where the model has none; undefined for IPv6. */
function address(model: Model, variable: string): number | undefined {
  const value = model.get(variable)
  if (value === undefined) return 0
  return typeof value === 'bigint' ? parseAddress(addressText(value)) : undefined
}
