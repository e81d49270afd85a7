import type { GroupRule, Interface, Vpc } from '../plan/plan.ts'
import { block, jumpBy } from './chains.ts'
import type { Refusals } from './refusals.ts'
import { matching, matchingTraffic } from './traffic.ts'

type Direction = GroupRule['direction']

/** The members of each group, by their addresses; the source check sees to it that nobody else uses them. */
export const groupSets = ({ groups, interfaces }: Vpc): string[] =>
  groups.map(({ name }) => {
    const members = interfaces.filter((one) => one.groups.includes(name)).map(({ address }) => address)
    const elements = members.length > 0 ? [`elements = { ${members.join(', ')} }`] : []
    return block('set', name, 'type ipv4_addr', ...elements)
  })

/** Security groups: of each interface, asked when a connection begins; what they let begin is answered. */
export function groupChains(vpc: Vpc, refusals: Refusals): string[] {
  const chain = (direction: Direction) =>
    vpc.interfaces.map((one) => groupChain(vpc, one, direction, refusals))
  const jumps = (direction: Direction) =>
    vpc.interfaces.map(({ name }) => [name, chainName(direction, name)] as const)
  return [
    ...chain('egress'),
    ...chain('ingress'),
    block('chain', 'groups-egress', ...jumpBy('iifname', jumps('egress'))),
    block('chain', 'groups-ingress', ...jumpBy('oifname', jumps('ingress'))),
  ]
}

const chainName = (direction: Direction, one: string) => `groups-${direction}-${one}`

function groupChain(
  { groups }: Vpc,
  { name, groups: names }: Interface,
  direction: Direction,
  refusals: Refusals,
): string {
  const own = groups.filter((group) => names.includes(group.name))
  const rules = own
    .flatMap((group) => group.rules)
    .filter((rule) => rule.direction === direction)
    .map((rule) => [...matchingRule(rule), 'return'].join(' '))
  const reason = `no ${direction} rule is for it in ${own.map(({ declared }) => declared).join('; ')}`
  return block('chain', chainName(direction, name), ...rules, refusals.refuse(reason))
}

function matchingRule(rule: GroupRule): string[] {
  const side = rule.direction === 'egress' ? 'daddr' : 'saddr'
  const { peer } = rule
  return 'cidr' in peer
    ? matching(rule, side, peer.cidr)
    : [`ip ${side} @${peer.group}`, ...matchingTraffic(rule)]
}
