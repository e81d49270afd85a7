import type { Network } from '../../access/model/index.ts'
import { blockOf, formatAddress, overlap, parseBlock, someHost } from '../../access/network/index.ts'
import { UserError } from '../../command/user-error.ts'
import type { Corporate, Host } from './plan.ts'

/** A network behind a VPN: a host in it, and a DNS server that forwards to the VPC's inbound resolver. */
export function corporateOf(
  network: Network,
  resolverAddresses: readonly string[],
  cidr: string | undefined,
): { corporate: Corporate; host: Host } | undefined {
  if (!cidr) return undefined
  const block = parseBlock(cidr)
  if (!block)
    throw new UserError(`CorporateCidr=${cidr} is no IPv4 block.`, 'Give one such as 192.168.0.0/16.')
  const taken = network.vpcs.find((vpc) => {
    const own = vpc.cidr && blockOf(vpc.cidr)
    return own && overlap(own, block)
  })
  if (taken)
    throw new UserError(
      `The corporate network ${cidr} overlaps with ${taken.address} (${taken.cidr?.text}).`,
      'No VPN leads between networks that overlap: choose another block for one of them.',
    )
  const [dns, address] = [formatAddress(someHost(block, 1)), formatAddress(someHost(block, 16))]
  return {
    corporate: { cidr, host: address, dns, forwardsTo: resolverAddresses },
    host: { name: 'corporate', address, hostname: 'workstation', nameserver: dns },
  }
}
