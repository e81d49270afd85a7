import fc from 'fast-check'
import { GROUPS, SUBNETS } from './topologies.ts'

/** A packet to an endpoint's interface; subnets and groups by their logical ids. */
export interface Packet {
  readonly source: string
  /** Undefined outside the VPC. */
  readonly subnet: string | undefined
  readonly carried: readonly string[]
  readonly destination: string
  /** Which of the endpoint's subnets it goes to. */
  readonly door: number
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  /** Undefined for whichever the client takes. */
  readonly clientPort: number | undefined
}

const address = fc.constantFrom(
  '10.0.0.5',
  '10.0.0.4',
  '10.0.0.6',
  '10.0.0.255',
  '10.0.1.0',
  '10.0.1.77',
  '10.0.1.255',
  '10.0.2.0',
  '10.0.2.125',
  '10.0.2.126',
  '10.0.2.127',
  '10.0.2.128',
  '10.0.255.255',
  '10.1.0.0',
  '192.168.0.0',
  '192.167.255.255',
  '127.255.255.255',
  '128.0.0.0',
  '0.0.0.0',
  '255.255.255.255',
)

/** The filters do not ask whether an address is of its subnet, so any may be in any. */
export const packets: fc.Arbitrary<Packet> = fc.record({
  source: address,
  subnet: fc.constantFrom(undefined, ...Object.keys(SUBNETS)),
  carried: fc.subarray(GROUPS, { maxLength: 2 }),
  destination: address,
  door: fc.integer({ min: 0, max: 1 }),
  protocol: fc.constantFrom('tcp', 'tcp', 'tcp', 'udp'),
  port: fc.constantFrom(443, 443, 443, 80, 81, 399, 400, 442, 444, 500, 501, 1024, 32768, 65535, 0),
  clientPort: fc.constantFrom(
    undefined,
    undefined,
    undefined,
    1024,
    32767,
    32768,
    40000,
    60999,
    61000,
    65535,
  ),
})

/** The blocks that the unknown one may turn out to be. */
export const someBlock = fc.constantFrom('10.0.0.0/16', '10.0.0.4/31', '192.168.0.0/16', '10.0.2.127/32')
