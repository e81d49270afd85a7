import type { Endpoint, Network } from '../../access/model/index.ts'
import { type Connection, type Protocol, parseAddress, type Station } from '../../access/network/index.ts'
import { addressText } from '../logic/address.ts'
import type { Model } from '../logic/formula.ts'
import { carries, REQUEST } from '../request/variables.ts'
import type { Valuation } from './valuation.ts'

const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp']

/**
 * The connection that a model is about; undefined for what is none. A variable that the model leaves out is one on
 * which nothing hangs.
 *
 * @param network with plain values, as the endpoint's
 * @param filtersItself whether the sender's own groups are known, and asked
 */
export function connectionOf(
  network: Network,
  endpoint: Endpoint,
  model: Model,
  valuation: Valuation,
  filtersItself: boolean,
): Connection | undefined {
  const protocol = PROTOCOLS.find((name) => name === (model.get(REQUEST.protocol) ?? 'tcp'))
  const source = address(model, REQUEST.source)
  const destination = address(model, REQUEST.destination)
  if (!protocol || source === undefined || destination === undefined) return undefined
  const clientPort = model.get(REQUEST.sourcePort)
  return {
    from: { ...sender(network, endpoint, model, valuation), address: source, filtersItself },
    to: {
      address: destination,
      subnet: network.subnets.find((one) => one.address === model.get(REQUEST.destinationSubnet)),
      groups: endpoint.groups,
      filtersItself: true,
    },
    protocol,
    port: Number(model.get(REQUEST.port) ?? 443),
    ...(typeof clientPort === 'number' && { clientPort }),
  }
}

function sender(network: Network, endpoint: Endpoint, model: Model, valuation: Valuation) {
  const subnet = network.subnets.find((one) => one.address === model.get(REQUEST.sourceSubnet))
  const carried = [...model]
    .filter(([variable, value]) => variable.startsWith(carries('')) && value === 'yes')
    .map(([variable]) => valuation(variable.slice(carries('').length)))
  const groups: Station['groups'] = carried.map((text) => ({ kind: 'text', text, at: endpoint.at }))
  // The proof leaves out the NACLs of other VPCs, which lets more through.
  return { subnet: subnet?.vpc.text === endpoint.vpc.text ? subnet : undefined, groups }
}

/** Any IPv4 address will do where the model has none; undefined for IPv6. */
function address(model: Model, variable: string): number | undefined {
  const value = model.get(variable)
  if (value === undefined) return 0
  return typeof value === 'bigint' ? parseAddress(addressText(value)) : undefined
}
