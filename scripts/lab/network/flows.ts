import type { Plan, Vpc } from '../plan/plan.ts'
import { REMEMBERED_SECONDS } from './flow-sets.ts'
import { type Party, partiesOf } from './parties.ts'
import { vpcRuleset } from './rulesets.ts'

/** Packets that were refused, all for the same reason. */
export interface Flow {
  readonly from: Party
  readonly to: Party
  /** `tcp`, `udp`, `icmp`, or a number. */
  readonly protocol: string
  /** The server's; undefined for protocols without ports. */
  readonly port: number | undefined
  /** An answer on its way back, which only NACLs refuse. */
  readonly isReply: boolean
  readonly packets: number
  /** Since the last of them. */
  readonly secondsAgo: number
  /** The rule that refused them, or what has none that admits them. */
  readonly because: string
}

/** What to run in the namespace of a VPC for `flowsOf`. */
export const LIST_FLOWS = ['nft', '--json', 'list', 'sets'] as const

/**
 * The refused packets since the rules were last set, the latest first.
 *
 * @param listed what LIST_FLOWS said in the namespaces of the VPCs, by their names
 */
export const flowsOf = (plan: Plan, listed: Readonly<Record<string, string>>): Flow[] =>
  plan.vpcs
    .flatMap((vpc) => vpcFlows(plan, vpc, listed[vpc.name]))
    .sort((one, other) => one.secondsAgo - other.secondsAgo)

interface NftSet {
  readonly name: string
  readonly elem?: readonly { readonly elem: NftElement }[]
}
interface NftElement {
  readonly val: { readonly concat: readonly (string | number)[] }
  readonly expires: number
  readonly counter: { readonly packets: number }
}

function vpcFlows(plan: Plan, vpc: Vpc, listed: string | undefined): Flow[] {
  if (listed === undefined) throw new Error(`nobody listed the sets of ${vpc.name}`)
  const { nftables } = JSON.parse(listed) as { nftables: readonly { set?: NftSet }[] }
  const { refusals } = vpcRuleset(plan, vpc)
  const party = partiesOf(plan, vpc)
  return nftables
    .flatMap(({ set }) => set ?? [])
    .filter(({ name }) => ['requests', 'replies', 'portless'].includes(name))
    .flatMap(({ name, elem = [] }) =>
      elem.map(({ elem: { val, expires, counter } }): Flow => {
        const [mark, from, to, protocol, port] = val.concat
        return {
          from: party(String(from)),
          to: party(String(to)),
          protocol: PROTOCOLS[String(protocol)] ?? String(protocol),
          port: port === undefined ? undefined : Number(port),
          isReply: name === 'replies',
          packets: counter.packets,
          secondsAgo: Math.max(0, REMEMBERED_SECONDS - expires),
          because: refusals.of(Number(mark)) ?? `the rule with the mark ${mark}`,
        }
      }),
    )
}

/** nft gives numbers where the machine has no /etc/protocols. */
const PROTOCOLS: Readonly<Record<string, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp' }
