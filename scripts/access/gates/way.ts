import { type Endpoint, type Evidence, type Network, Undecided, type Vpc } from '../model/index.ts'
import {
  blockOf,
  isApiEndpoint,
  parseAddress,
  type Resolution,
  resolveAlias,
  resolveByForwarding,
  resolveEndpointName,
  resolveInVpc,
  resolvePublicly,
  type Station,
  someHost,
  withAddress,
  withoutResolver,
} from '../network/index.ts'
import type { Call, Caller } from './call.ts'
import { apiOf, type Model } from './model.ts'

/** Where a call's name leads; an endpoint of another account is known by its id only. */
export type Destination =
  | Resolution
  | { readonly to: 'other-endpoint'; readonly because: readonly Evidence[] }

/** The caller as an end of a connection. */
export function stationOf(caller: Caller, network: Network): Station {
  if (caller.kind === 'host') return hostStation(caller, network)
  const subnet = caller.kind === 'stranger' ? caller.subnet : undefined
  return { address: caller.address, subnet, groups: [], filtersItself: false }
}

/** The VPC of the templates that the caller is in. */
export function vpcOf(caller: Caller, network: Network): Vpc | undefined {
  const { subnet } = stationOf(caller, network)
  return subnet && network.vpcs.find(({ id }) => id === subnet.vpc.text)
}

/** Where the name that the call uses leads this caller. */
export function destinationOf(call: Call, model: Model): Destination {
  if (call.arrived) return call.arrived
  const { caller } = call
  if (caller.kind === 'other-vpc') return throughOther(call, model, caller.endpoint)
  return withAddress(resolve(call, caller, model))
}

function resolve(call: Call, caller: Exclude<Caller, { kind: 'other-vpc' }>, model: Model): Resolution {
  const { network } = model
  const api = apiOf(call, model)
  const { form } = call
  const vpc = vpcOf(caller, network)
  if (vpc && !vpc.dnsSupport) return withoutResolver(vpc)
  if (form === 'alias-name') return resolveAlias(api, namedEndpoint(call, network))
  if (form === 'endpoint-name') return resolveEndpointName(namedEndpoint(call, network))
  if (caller.kind === 'internet') return resolvePublicly(api)
  if (caller.kind === 'linked') return resolveByForwarding(network, stationOf(caller, network), api)
  if (!vpc) {
    const { at } = caller.kind === 'host' ? caller.host : caller.subnet
    throw new Undecided('what names resolve to in a VPC made elsewhere', at)
  }
  return resolveInVpc(network, vpc, api)
}

/** The addresses of an endpoint: one interface in each of its subnets. */
export function interfacesOf(endpoint: Endpoint, network: Network): Station[] {
  return endpoint.subnets.map((text) => {
    const subnet = network.subnets.find(({ id }) => id === text.text)
    if (!subnet?.cidr) throw new Undecided(`the addresses of the subnet ${text.text}`, text.at)
    return {
      address: someHost(blockOf(subnet.cidr), 1),
      subnet,
      groups: endpoint.groups,
      filtersItself: true,
    }
  })
}

/** An endpoint of another account answers by every name under execute-api, and by the alias that the API gives it. */
function throughOther(call: Call, model: Model, endpoint: string): Destination {
  const api = apiOf(call, model)
  if (call.form === 'alias-name' && api.endpoints.every(({ text }) => text !== endpoint)) {
    const says = `${api.address} does not list ${endpoint} in VpcEndpointIds: there is no alias`
    return { to: 'nowhere', because: [{ says, at: api.at }] }
  }
  const says = `every name under execute-api leads to ${endpoint}, an endpoint of another account with private DNS`
  return { to: 'other-endpoint', because: [{ says, at: undefined }] }
}

function namedEndpoint({ endpoint, api }: Call, network: Network): Endpoint {
  const candidates = network.endpoints.filter(isApiEndpoint)
  const found = candidates.find(({ address }) => endpoint === undefined || address === endpoint)
  if (!found) throw new Error(`no execute-api endpoint ${endpoint ?? ''} to call ${api} by`)
  return found
}

function hostStation({ host, address }: Caller & { kind: 'host' }, network: Network): Station {
  const [first] = host.interfaces
  if (!first) throw new Undecided(`${host.address} has no interface in a subnet`, host.at)
  const subnet = network.subnets.find(({ id }) => id === first.subnet.text)
  if (!subnet?.cidr) throw new Undecided(`the addresses of the subnet ${first.subnet.text}`, first.subnet.at)
  const written = first.ip && parseAddress(first.ip.text)
  const own = address ?? written ?? someHost(blockOf(subnet.cidr), 16)
  return { address: own, subnet, groups: first.groups, filtersItself: true }
}
