import type { Plan, Vpc } from '../plan/plan.ts'
import { block, oneOf } from './chains.ts'
import { onlyPublic, onlyTranslated, translation } from './gateway-chains.ts'
import type { Refusals } from './refusals.ts'
import { INTERNET_GATEWAY, NOWHERE, RESOLVER, VPN } from './routers.ts'

const quoted = (device: string) => `"${device}"`
const DNS = quoted(RESOLVER)

/** Where packets come into the router of a VPC, and the order in which they are judged there. */
export function borderChains(plan: Plan, vpc: Vpc, refusals: Refusals): string[] {
  const isNew = 'ct state != { established, related }'
  return [
    block(
      'chain',
      'sources',
      'type filter hook prerouting priority raw;',
      ...sources(plan, vpc, refusals),
      ...onlyPublic(vpc, refusals),
    ),
    // Nobody talks to the router itself.
    block('chain', 'input', 'type filter hook input priority filter; policy drop;'),
    block(
      'chain',
      'forward',
      'type filter hook forward priority filter; policy drop;',
      ...routes(vpc, refusals),
      ...onlyTranslated(vpc, refusals),
      ...resolver(vpc, refusals),
      `${isNew} jump groups-egress`,
      'jump acls',
      `${isNew} jump groups-ingress`,
      'accept',
    ),
    ...translation(vpc),
  ]
}

/** Who may use which address: nobody but its owner, and nobody outside one of the VPC's. */
function sources({ corporate }: Plan, vpc: Vpc, refusals: Refusals): string[] {
  const own = vpc.interfaces.map(({ name, address }) => ({ name, address }))
  const inside = vpc.resolver ? [...own, { name: RESOLVER, address: vpc.resolver }] : own
  const isNotSender = refusals.refuse('the source check: the address is not of that interface')
  const outside = [
    `iifname ${quoted(INTERNET_GATEWAY)} ip saddr ${vpc.cidr} ${isNotSender}`,
    ...(corporate ? [`iifname ${quoted(VPN)} ip saddr != ${corporate.cidr} ${isNotSender}`] : []),
  ]
  const pairs = inside.map(({ name, address }) => `${quoted(name)} . ${address}`)
  return [
    ...outside,
    ...oneOf(
      'iifname',
      inside.map(({ name }) => quoted(name)),
      `iifname . ip saddr != { ${pairs.join(', ')} } ${isNotSender}`,
    ),
  ]
}

/** What the routes say, in words: packets that no route is for, and those for addresses that others see to. */
function routes({ subnets, interfaces }: Vpc, refusals: Refusals): string[] {
  const lost = subnets.flatMap(({ name, declared }) =>
    oneOf(
      'iifname',
      interfaces.filter(({ subnet }) => subnet === name).map((one) => quoted(one.name)),
      `oifname ${quoted(NOWHERE)} ${refusals.refuse(`the route table of ${declared}, has no route there`)}`,
    ),
  )
  const others = refusals.refuse('a VPC passes nothing on between its neighbours')
  return [...lost, `oifname ${quoted(NOWHERE)} ${others}`]
}

/** The Amazon resolver answers the interfaces of its VPC, and no group or NACL stands between them. */
function resolver({ resolver, interfaces }: Vpc, refusals: Refusals): string[] {
  if (!resolver) return []
  const own = interfaces.map(({ name }) => quoted(name))
  return [
    `iifname ${DNS} accept`,
    ...oneOf('iifname', own, `oifname ${DNS} accept`),
    `oifname ${DNS} ${refusals.refuse('the Amazon resolver answers its own VPC only')}`,
  ]
}
