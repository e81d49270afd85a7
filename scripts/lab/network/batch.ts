/** The namespace that the lab itself lives in, with the addresses of all that AWS runs. */
export const AWS = 'aws'

/** One end of a link. */
export interface End {
  readonly namespace: string
  /** At most 15 characters, which is the kernel's limit. */
  readonly device: string
}

/** What somebody connected to a router has. */
export interface Stub extends End {
  readonly addresses: readonly string[]
  /** The length of the block whose addresses it takes for neighbours; none if it is not given. */
  readonly bits?: number
}

/** ENIs carry jumbo frames, the internet does not; a Runtime API is on the function's own machine. */
export const MTU = { eni: 9001, internet: 1500, machine: 65_535 } as const

/** Commands for `ip -batch`: links are made from outside, the rest within each namespace. */
export class Batch {
  readonly links: string[] = []
  readonly inside = new Map<string, string[]>()
  private tables = 1000

  at(namespace: string, ...commands: string[]): void {
    const known = this.inside.get(namespace)
    if (known) known.push(...commands)
    else this.inside.set(namespace, ['link set dev lo up', ...commands])
  }

  link(one: End, other: End, mtu: number): void {
    const end = ({ namespace, device }: End) => `name ${device} mtu ${mtu} netns ${namespace}`
    this.links.push(`link add ${end(one)} type veth peer ${end(other)}`)
  }

  /** Two routers, each known by an address of its own; what lies behind the other is routed by whoever calls. */
  wire(one: End & { address: string }, other: End & { address: string }): void {
    this.link(one, other, MTU.internet)
    for (const { namespace, device, address } of [one, other])
      this.at(namespace, `addr add ${address}/32 dev ${device}`, `link set dev ${device} up`)
  }

  /** Somebody with addresses of its own behind a router's device; routes of its own are for the caller to add. */
  stub(router: End & { address: string }, { bits = 32, ...stub }: Stub, mtu: number): void {
    this.link(router, stub, mtu)
    this.at(
      router.namespace,
      `addr add ${router.address}/32 dev ${router.device}`,
      `link set dev ${router.device} up`,
      ...stub.addresses.map((address) => `route add ${address}/32 dev ${router.device}`),
    )
    this.at(
      stub.namespace,
      ...stub.addresses.map((address) => `addr add ${address}/${bits} dev ${stub.device}`),
      `link set dev ${stub.device} up`,
    )
  }

  /**
   * What leaves one of AWS's addresses goes by its own device, even to another of AWS's addresses: the corporate DNS
   * server and the inbound resolver are both here, and the VPC's filters stand between them. `iif lo` is what this
   * namespace itself sends.
   */
  answersFrom(address: string, { address: router }: { address: string }, device: string): void {
    const table = this.tables++
    this.at(
      AWS,
      `route add default via ${router} dev ${device} onlink table ${table}`,
      `rule add pref 1000 from ${address} iif lo lookup ${table}`,
    )
  }
}
