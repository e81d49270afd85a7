import type { AclEntry, Subnet, Vpc } from '../plan/plan.ts'
import { block, jumpBy } from './chains.ts'
import type { Refusals } from './refusals.ts'
import { matching } from './traffic.ts'

/** NACLs: at the border of a subnet, for every packet by itself, entries in their order. */
export function aclChains({ subnets, interfaces }: Vpc, refusals: Refusals): string[] {
  const guarded = subnets.flatMap(({ acl, ...subnet }) => (acl ? [{ ...subnet, acl }] : []))
  const chains = guarded.flatMap((subnet) => [
    aclChain(subnet, 'egress', refusals),
    aclChain(subnet, 'ingress', refusals),
  ])
  const jumps = (direction: AclEntry['direction']) =>
    interfaces
      .filter(({ subnet }) => guarded.some(({ name }) => name === subnet))
      .map(({ name, subnet }) => [name, chainName(direction, subnet)] as const)
  const within = guarded.map(({ cidr }) => `ip saddr ${cidr} ip daddr ${cidr} return`)
  return [
    ...chains,
    block(
      'chain',
      'acls',
      ...within,
      ...jumpBy('iifname', jumps('egress')),
      ...jumpBy('oifname', jumps('ingress')),
    ),
  ]
}

const chainName = (direction: AclEntry['direction'], subnet: string) => `acl-${direction}-${subnet}`

function aclChain(
  { name, declared, acl }: Subnet & { acl: readonly AclEntry[] },
  direction: AclEntry['direction'],
  refusals: Refusals,
): string {
  const side = direction === 'egress' ? 'daddr' : 'saddr'
  const rules = acl
    .filter((entry) => entry.direction === direction)
    .map((entry) => {
      const verdict = entry.allow ? 'return' : refusals.refuse(entry.rule)
      return [...matching(entry, side, entry.cidr), verdict].join(' ')
    })
  const rest = refusals.refuse(`the NACL of ${declared}, has no ${direction} entry for it`)
  return block('chain', chainName(direction, name), ...rules, rest)
}
