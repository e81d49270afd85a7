import type { Plan, Vpc } from '../plan/plan.ts'
import { aclChains } from './acl-chains.ts'
import { AWS } from './batch.ts'
import { borderChains } from './border-chains.ts'
import { block } from './chains.ts'
import { flowSets } from './flow-sets.ts'
import { groupChains, groupSets } from './group-chains.ts'
import { Refusals } from './refusals.ts'

export interface Ruleset {
  readonly namespace: string
  /** For `nft -f -` in that namespace: takes the place of what is there at once, or fails and changes nothing. */
  readonly text: string
}

/** The packet filters of the lab: a table for the router of each VPC, and one for AWS. */
export const rulesetsOf = (plan: Plan): Ruleset[] => [
  { namespace: AWS, text: table(AWS_ADDRESSES) },
  ...plan.vpcs.map((vpc) => ({ namespace: vpc.name, text: vpcRuleset(plan, vpc).text })),
]

/** Linux takes a packet for any of its addresses on any of its devices; here each address is on its own. */
const AWS_ADDRESSES = [
  block(
    'chain',
    'input',
    'type filter hook input priority filter; policy accept;',
    'iifname "lo" accept',
    'fib daddr . iif type != local drop',
  ),
]

export function vpcRuleset(plan: Plan, vpc: Vpc): { text: string; refusals: Refusals } {
  const refusals = new Refusals()
  const text = table([
    ...flowSets,
    ...groupSets(vpc),
    ...aclChains(vpc, refusals),
    ...groupChains(vpc, refusals),
    ...borderChains(plan, vpc, refusals),
  ])
  return { text, refusals }
}

const table = (blocks: readonly string[]): string =>
  ['table ip lab', 'delete table ip lab', 'table ip lab {', ...blocks, '}'].join('\n')
