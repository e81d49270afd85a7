import type { Api, Evidence, Host, Network, Subnet } from '../model/index.ts'
import { blockOf, parseAddress, someHost } from './addresses.ts'
import { decideConnection } from './connection.ts'
import { type Resolution, resolveInVpc, resolvePublicly } from './names.ts'
import type { Station } from './traffic.ts'

/**
 * What the default name resolves to in a network that forwards such names to an inbound resolver of a VPC, if there is
 * one that answers it (semantics, section 6, corporate DNS); else what the public DNS says.
 */
export function resolveByForwarding(network: Network, from: Station, api: Api): Resolution {
  const refused: Evidence[] = []
  let elsewhere: Resolution | undefined
  for (const host of network.hosts.filter(({ kind }) => kind === 'inbound-resolver')) {
    for (const { address, subnet, because, passes } of doors(network, host, from)) {
      if (!passes) {
        refused.push(...because)
        continue
      }
      const vpc = network.vpcs.find(({ id }) => id === subnet.vpc.text)
      if (!vpc) continue
      const asked = { says: `the resolver ${host.address} answers at ${address}`, at: host.at }
      const resolution = resolveInVpc(network, vpc, api)
      const answer = { ...resolution, because: [asked, ...because, ...resolution.because] }
      // Of several resolvers the network forwards to the one that knows the endpoint.
      if (answer.to === 'endpoint') return answer
      elsewhere ??= answer
    }
  }
  if (elsewhere) return elsewhere
  const publicly = resolvePublicly(api)
  return { ...publicly, because: [...refused, ...publicly.because] }
}

/** The resolver's addresses, each with whether a question gets in. */
function doors(network: Network, { interfaces }: Host, from: Station) {
  return interfaces.flatMap(({ subnet: id, groups, ip }) => {
    const subnet = network.subnets.find((one) => one.id === id.text)
    if (!subnet) return []
    const number = ip ? parseAddress(ip.text) : undefined
    const to: Station = { address: number ?? anyHost(subnet), subnet, groups, filtersItself: true }
    const decision = decideConnection(network, { from, to, protocol: 'udp', port: 53 })
    return [{ address: ip?.text ?? 'an address of its subnet', subnet, ...decision }]
  })
}

const anyHost = ({ cidr }: Subnet): number => (cidr ? someHost(blockOf(cidr)) : 0)
