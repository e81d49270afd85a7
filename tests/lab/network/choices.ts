import fc from 'fast-check'
import { type Attempt, type Choices, CORPORATE_HOST, INTERFACES, INTERNET_HOST, type Rule } from './world.ts'

/** Few values, so that rules and packets meet, and those next to them, where ends are off by one. */
export const SERVER_PORTS = [53, 442, 443, 444, 5000]
const CLIENT_PORTS = [1024, 1025, 2000, 32_767, 32_768, 49_152, 60_999, 61_000, 65_535]
const BLOCKS = [
  '0.0.0.0/0',
  '10.0.0.0/16',
  '10.0.0.77/24',
  '10.0.1.0/24',
  '10.0.2.0/25',
  '10.0.0.4/32',
  '10.0.1.5/32',
  '10.0.1.4/31',
  '192.168.0.0/16',
  '192.168.7.20/32',
  '203.0.113.0/24',
]

const among = <T>(values: readonly T[]) => fc.constantFrom(...values)
const serverPorts = fc.oneof(
  { weight: 4, arbitrary: among(SERVER_PORTS).map((port) => ({ from: port, to: port })) },
  { weight: 2, arbitrary: fc.constant({ from: 0, to: 65_535 }) },
  {
    weight: 2,
    arbitrary: fc.tuple(among(SERVER_PORTS), among(SERVER_PORTS)).map(([one, other]) => ({
      from: Math.min(one, other),
      to: Math.max(one, other),
    })),
  },
)
const clientPorts = among([
  { from: 1024, to: 65_535 },
  { from: 32_768, to: 60_999 },
  { from: 1025, to: 61_000 },
  { from: 0, to: 32_767 },
])

const peer = fc.oneof(
  { weight: 3, arbitrary: among(BLOCKS).map((CidrIp) => ({ CidrIp })) },
  { weight: 2, arbitrary: fc.nat(2).map((group) => ({ group })) },
)
const rule: fc.Arbitrary<Rule> = fc
  .tuple(fc.boolean(), among(['tcp', 'udp', '6', '17', '-1', 'icmp']), serverPorts, peer)
  .map(([egress, IpProtocol, { from, to }, whom]) => ({
    egress,
    IpProtocol,
    ...(IpProtocol === '-1' || IpProtocol === 'icmp'
      ? { FromPort: -1, ToPort: -1 }
      : { FromPort: from, ToPort: to }),
    ...whom,
  }))
/** Most groups let all out and some let all in, so that other rules are met, too. */
const group = fc
  .tuple(fc.array(rule, { maxLength: 6 }), among([true, true, false]), among([true, false, false]))
  .map(([rules, out, into]) => [
    ...rules,
    ...(out ? [{ egress: true, IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] : []),
    ...(into ? [{ egress: false, IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] : []),
  ])

const entry = fc
  .tuple(
    fc.boolean(),
    fc.integer({ min: 1, max: 5 }).map((n) => n > 1),
    among([6, 6, 17, -1]),
    fc.oneof(serverPorts, clientPorts),
    fc.oneof(fc.constant('0.0.0.0/0'), among(BLOCKS)),
  )
  .map(([Egress, isAllow, Protocol, { from, to }, CidrBlock]) => ({
    Egress,
    RuleAction: isAllow ? 'allow' : 'deny',
    Protocol,
    CidrBlock,
    ...(Protocol === -1 ? {} : { PortRange: { From: from, To: to } }),
  }))
/** Most of them end with entries that let all pass, so that their packets get further. */
const acl = fc
  .tuple(fc.array(entry, { maxLength: 5 }), among([true, true, false]), among([true, true, false]))
  .map(([entries, ingress, egress]) => {
    const open = { RuleAction: 'allow', Protocol: -1, CidrBlock: '0.0.0.0/0' }
    const last = [
      ...(ingress ? [{ ...open, Egress: false }] : []),
      ...(egress ? [{ ...open, Egress: true }] : []),
    ]
    return [...entries, ...last].map((one, i) => ({ ...one, RuleNumber: 100 + i }))
  })
  // They are tried by number, wherever they stand.
  .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }))

export const choices: fc.Arbitrary<Choices> = fc.record({
  groups: fc.tuple(group, group, group),
  acls: fc.tuple(acl, acl),
  subnetAcls: fc.array(among([undefined, undefined, 0, 1]), { minLength: 3, maxLength: 3 }),
  memberships: fc.array(fc.shuffledSubarray([0, 1, 2], { minLength: 1, maxLength: 2 }), {
    minLength: INTERFACES,
    maxLength: INTERFACES,
  }),
})

/** Within the VPC, from and to the corporate network, and between the internet and the subnet that has a way to it. */
const ends = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(INTERFACES - 1), fc.integer({ min: 1, max: INTERFACES - 1 }))
      .map(([from, step]) => [from, (from + step) % INTERFACES] as const),
  },
  { weight: 1, arbitrary: fc.nat(INTERFACES - 1).map((to) => [CORPORATE_HOST, to] as const) },
  { weight: 1, arbitrary: fc.nat(INTERFACES - 1).map((from) => [from, CORPORATE_HOST] as const) },
  { weight: 1, arbitrary: fc.nat(1).map((to) => [INTERNET_HOST, to] as const) },
  { weight: 1, arbitrary: fc.nat(1).map((from) => [from, INTERNET_HOST] as const) },
)

export const attempts: fc.Arbitrary<Attempt> = fc
  .tuple(ends, among(['tcp', 'udp'] as const), among(SERVER_PORTS), among(CLIENT_PORTS))
  .map(([[from, to], protocol, port, clientPort]) => ({ from, to, protocol, port, clientPort }))
