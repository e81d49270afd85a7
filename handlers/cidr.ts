import { BlockList, isIPv4 } from 'node:net'

/** Whether an IPv4 address lies in an IPv4 CIDR block. An IPv6 address lies in none. */
export function inCidr(address: string, cidr: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/')
  if (!isIPv4(network) || !/^\d+$/.test(prefix) || Number(prefix) > 32) {
    throw new Error(`${JSON.stringify(cidr)} is not an IPv4 CIDR block.`)
  }
  const block = new BlockList()
  block.addSubnet(network, Number(prefix))
  // What is no IPv4 address is not found, rather than refused.
  return block.check(address, 'ipv4')
}
