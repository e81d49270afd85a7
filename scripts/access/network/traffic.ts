import type { TextValue } from '../../template/value.ts'
import { type Subnet, Undecided } from '../model/index.ts'

/** One end of a connection. */
export interface Station {
  readonly address: number
  /** Undefined outside the VPCs of the templates: there no NACL of theirs applies. */
  readonly subnet: Subnet | undefined
  /** The ids of its security groups. A station whose own filters are not ours to judge has none. */
  readonly groups: readonly TextValue[]
  /** Whether its own groups decide what it may send: not for a stranger, who chooses them. */
  readonly filtersItself: boolean
}

export type Protocol = 'tcp' | 'udp'

/** What a client opens; the port is the server's. */
export interface Connection {
  readonly from: Station
  readonly to: Station
  readonly protocol: Protocol
  readonly port: number
  /** The client's port; undefined for any that a client may take. */
  readonly clientPort?: number
}

/** Ports that clients take, whatever their system (semantics, section 6). */
export const EPHEMERAL = { from: 1024, to: 65535 } as const

const NUMBERS: Record<Protocol, string> = { tcp: '6', udp: '17' }

/** Whether a rule's protocol covers this one; `-1` covers all. */
export function coversProtocol({ text, at }: TextValue, protocol: Protocol): boolean {
  const written = text.toLowerCase()
  if (!/^(-1|all|\d{1,3}|tcp|udp|icmp|icmpv6)$/.test(written))
    throw new Undecided(`the protocol '${text}'`, at)
  return ['-1', 'all', protocol, NUMBERS[protocol]].includes(written)
}

/** The ports of a rule: all where it gives none, or is about every protocol, as EC2 ignores them there. */
export function portRange(
  protocol: TextValue,
  ports: { from: TextValue; to: TextValue } | undefined,
): { from: number; to: number } {
  if (!ports || isEvery(protocol)) return { from: 0, to: 65535 }
  return { from: number(ports.from), to: number(ports.to) }
}

const isEvery = ({ text }: TextValue): boolean => ['-1', 'all'].includes(text.toLowerCase())

function number({ text, at }: TextValue): number {
  // EC2 says what -1 is of an ICMP type, and not of a port.
  if (!/^\d{1,5}$/.test(text)) throw new Undecided(`the port '${text}'`, at)
  return Number(text)
}

/** `tcp/443`, `all traffic`, for people. */
export function showTraffic(
  protocol: TextValue,
  ports: { from: TextValue; to: TextValue } | undefined,
): string {
  if (isEvery(protocol)) return 'all traffic'
  const name = { '6': 'tcp', '17': 'udp' }[protocol.text] ?? protocol.text
  if (!ports) return `${name}, all ports`
  return ports.from.text === ports.to.text
    ? `${name}/${ports.from.text}`
    : `${name}/${ports.from.text}-${ports.to.text}`
}
