import type { Apis, Network, Subnet } from '../access/model/index.ts'
import { blockOf, formatAddress } from '../access/network/index.ts'
import type { TextValue } from '../template/value.ts'

/**
 * The network with what the templates refer to as existing: a VPC, its subnets and its execute-api endpoint. Of them the
 * templates know ids and a block only; the rest is assumed, as whoever made them for this would have made them.
 *
 * @param cidr the block of that VPC, as its parameter says it
 * @returns undefined where the templates make a VPC themselves, or do not tell enough of another
 */
export function withExisting(
  network: Network,
  { apis }: Apis,
  region: string,
  cidr: TextValue | undefined,
): Network | undefined {
  const vpc = only(network.groups.flatMap((group) => group.vpc ?? []))
  const endpoint = only(apis.flatMap(({ endpoints }) => endpoints))
  const named = network.hosts.flatMap(({ interfaces }) => interfaces.map(({ subnet }) => subnet))
  if (network.vpcs.length > 0 || !cidr || !vpc || !endpoint || named.length === 0) return undefined
  const subnets = split(cidr, distinct(named)).map(
    ([id, own]): Subnet => ({
      ...existing(id),
      vpc,
      cidr: own,
      routeTable: undefined,
      acl: undefined,
    }),
  )
  const text = (one: string): TextValue => ({ kind: 'text', text: one, at: endpoint.at })
  const group = text(`the group of ${endpoint.text}`)
  const service = text(`com.amazonaws.${region}.execute-api`)
  return {
    ...network,
    vpcs: [
      {
        ...existing(vpc),
        cidr,
        dnsSupport: true,
        dnsHostnames: true,
        defaultGroup: `the default group of ${vpc.text}`,
        internetGateways: [],
      },
    ],
    subnets,
    groups: [
      ...network.groups,
      {
        ...existing(group),
        vpc,
        isDefault: false,
        rules: [
          {
            direction: 'ingress',
            protocol: text('tcp'),
            ports: { from: text('443'), to: text('443') },
            peer: { kind: 'cidr', text: cidr },
            implied: false,
            at: endpoint.at,
          },
        ],
      },
    ],
    endpoints: [
      ...network.endpoints,
      {
        ...existing(endpoint),
        vpc,
        service,
        subnets: subnets.map(({ id }) => text(id)),
        groups: [group],
        privateDns: true,
        privateDnsAt: endpoint.at,
        policy: undefined,
      },
    ],
  }
}

/** What was assumed, in words. */
export const assumptionsOf = ({ vpcs: [vpc], endpoints, subnets }: Network): string[] => [
  `${vpc?.id} (${vpc?.cidr?.text}) has DNS support and DNS host names`,
  `its subnets ${subnets.map(({ id, cidr }) => `${id} (${cidr?.text})`).join(' and ')} have no NACL and no way out`,
  `${endpoints.at(-1)?.id} has an interface in each of them, private DNS, the default policy, and a group that admits tcp/443 from the block`,
]

/** Where it is first named stands for where it is made. */
const existing = ({ text, at }: TextValue) => ({ address: text, id: text, at })

const distinct = (texts: readonly TextValue[]): TextValue[] =>
  texts.filter(({ text }, i) => texts.findIndex((one) => one.text === text) === i)

/** What all these are; undefined where they differ. */
function only(texts: readonly TextValue[]): TextValue | undefined {
  const [one, ...more] = distinct(texts)
  return more.length === 0 ? one : undefined
}

/** Equal parts of a block, one for each. */
function split(cidr: TextValue, ids: readonly TextValue[]): [TextValue, TextValue][] {
  const { first, bits } = blockOf(cidr)
  const more = Math.ceil(Math.log2(ids.length))
  const size = 2 ** (32 - bits - more)
  return ids.map((id, i) => [id, { ...cidr, text: `${formatAddress(first + i * size)}/${bits + more}` }])
}
