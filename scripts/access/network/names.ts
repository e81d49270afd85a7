import type { Api, Endpoint, Evidence, Network, Vpc } from '../model/index.ts'

/** How the API is addressed (semantics, section 2). */
export type InvokeForm =
  /** `{api}.execute-api.{region}.amazonaws.com` */
  | 'default-name'
  /** `{api}-{endpoint}.execute-api.{region}.amazonaws.com` */
  | 'alias-name'
  /** The endpoint's own name, with the API in the header Host or x-apigw-api-id. */
  | 'endpoint-name'

/** Where a name leads. */
export type Resolution =
  | { readonly to: 'nowhere' | 'public-front-end'; readonly because: readonly Evidence[] }
  | { readonly to: 'endpoint'; readonly endpoint: Endpoint; readonly because: readonly Evidence[] }

/** Whether an endpoint is one through which APIs are called. */
export const isApiEndpoint = ({ service }: Endpoint): boolean =>
  /^(cn\.)?com\.amazonaws\.[^.]+\.execute-api$/.test(service.text)

/** What the default name of an API resolves to for those who ask the public DNS. */
export function resolvePublicly(api: Api): Resolution {
  const isPrivate = api.type.text === 'PRIVATE'
  const says = isPrivate
    ? `${api.address} is PRIVATE: its default name is not in the public DNS`
    : `${api.address} is ${api.type.text}: its name is in the public DNS`
  return { to: isPrivate ? 'nowhere' : 'public-front-end', because: [{ says, at: api.type.at }] }
}

/**
 * What the default name of an API resolves to for those who ask the resolver of a VPC. Where an endpoint has private
 * DNS, every name under execute-api leads to it, those of public APIs included (semantics, section 1.3). No group and
 * no NACL stands between a host and that resolver.
 */
export function resolveInVpc(network: Network, vpc: Vpc, api: Api): Resolution {
  if (!vpc.dnsSupport) return withoutResolver(vpc)
  const candidates = network.endpoints.filter((one) => isApiEndpoint(one) && one.vpc.text === vpc.id)
  const endpoint = candidates.find(({ privateDns }) => privateDns)
  if (!endpoint) {
    const without = candidates.map((one) => ({
      says: `${one.address} has no private DNS`,
      at: one.privateDnsAt,
    }))
    return also(resolvePublicly(api), without)
  }
  const flag = { says: `${endpoint.address} has private DNS`, at: endpoint.privateDnsAt }
  if (!vpc.dnsHostnames) {
    const says = `${vpc.address} has EnableDnsHostnames false, without which private DNS has no effect`
    return also(resolvePublicly(api), [flag, { says, at: vpc.at }])
  }
  return { to: 'endpoint', endpoint, because: [flag] }
}

/** In a VPC without the Amazon resolver nobody finds any name, those in the public DNS included. */
export const withoutResolver = (vpc: Vpc): Resolution => ({
  to: 'nowhere',
  because: [{ says: `${vpc.address} has EnableDnsSupport false: no resolver`, at: vpc.at }],
})

/** An endpoint has an address for each of its subnets; without one its names have none, whoever asks. */
export function withAddress(resolution: Resolution): Resolution {
  if (resolution.to !== 'endpoint' || resolution.endpoint.subnets.length > 0) return resolution
  const { address, at } = resolution.endpoint
  const none = { says: `${address} is in no subnet: it has no address`, at }
  return { to: 'nowhere', because: [none, ...resolution.because] }
}

/** What the alias name of an API and an endpoint resolves to, the same for everyone (semantics, section 2). */
export function resolveAlias(api: Api, endpoint: Endpoint): Resolution {
  const listed = api.endpoints.find(({ text }) => text === endpoint.id)
  if (!listed) {
    const says = `${api.address} does not list ${endpoint.address} in VpcEndpointIds: there is no alias`
    return { to: 'nowhere', because: [{ says, at: api.at }] }
  }
  return { to: 'endpoint', endpoint, because: [{ says: `alias of ${endpoint.address}`, at: listed.at }] }
}

/** What the name of an endpoint itself resolves to: its addresses, for everyone. */
export const resolveEndpointName = (endpoint: Endpoint): Resolution => ({
  to: 'endpoint',
  endpoint,
  because: [{ says: `the name of ${endpoint.address} is in the public DNS`, at: endpoint.at }],
})

const also = (resolution: Resolution, because: readonly Evidence[]): Resolution => ({
  ...resolution,
  because: [...because, ...resolution.because],
})
