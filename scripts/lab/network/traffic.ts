import { parseBlock } from '../../access/network/index.ts'
import type { Traffic } from '../plan/plan.ts'

const WITH_PORTS: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp' }

/** The packets of a rule of a group or a NACL, as nft matches them. */
export function matching({ protocol, ports }: Traffic, side: 'saddr' | 'daddr', cidr: string): string[] {
  return [...inBlock(side, cidr), ...matchingTraffic({ protocol, ports })]
}

export function matchingTraffic({ protocol, ports }: Traffic): string[] {
  if (protocol === undefined) return []
  const name = WITH_PORTS[protocol]
  if (!ports || !name) return [`meta l4proto ${protocol}`]
  const { from, to } = ports
  return [`${name} dport ${from === to ? from : `${from}-${to}`}`]
}

/** nft knows no block of all addresses. */
const inBlock = (side: string, cidr: string): string[] =>
  parseBlock(cidr)?.bits === 0 ? [] : [`ip ${side} ${cidr}`]
