import type { Vpc } from '../plan/plan.ts'
import { NAT_GATEWAY } from '../plan/public.ts'
import { block } from './chains.ts'
import type { Refusals } from './refusals.ts'
import { hasGateway, INTERNET_GATEWAY } from './routers.ts'

const FROM_INTERNET = `iifname "${INTERNET_GATEWAY}"`
const TO_INTERNET = `oifname "${INTERNET_GATEWAY}"`

/** The internet gateway takes in what is for a public address; private addresses mean nothing there. */
export function onlyPublic(vpc: Vpc, refusals: Refusals): string[] {
  if (!hasGateway(vpc)) return []
  const known = pairsOf(vpc).map(({ outside }) => outside)
  if (natted(vpc).length > 0) known.push(NAT_GATEWAY)
  const reason = 'the internet gateway has no such public address: the internet does not reach private ones'
  return [[FROM_INTERNET, ...noneOf('ip daddr', known), refusals.refuse(reason)].join(' ')]
}

/** And it lets out what has a public address, or goes by a NAT gateway. */
export function onlyTranslated(vpc: Vpc, refusals: Refusals): string[] {
  if (!hasGateway(vpc)) return []
  const known = [...pairsOf(vpc).map(({ inside }) => inside), ...natted(vpc)]
  const reason = 'the internet gateway: an interface without a public address does not reach the internet'
  return [[TO_INTERNET, ...noneOf('ip saddr', known), refusals.refuse(reason)].join(' ')]
}

/** What gateways translate: an internet gateway one to one, a NAT gateway many to one. */
export function translation(vpc: Vpc): string[] {
  const [pairs, many] = [pairsOf(vpc), natted(vpc)]
  const map = (entries: readonly string[]) => `map { ${entries.join(', ')} }`
  const incoming = pairs.map(({ inside, outside }) => `${outside} : ${inside}`)
  const outgoing = pairs.map(({ inside, outside }) => `${inside} : ${outside}`)
  const arrive = pairs.length > 0 ? [`${FROM_INTERNET} dnat to ip daddr ${map(incoming)}`] : []
  const leave = pairs.length > 0 ? [`${TO_INTERNET} snat to ip saddr ${map(outgoing)}`] : []
  if (many.length > 0) leave.push(`${TO_INTERNET} ip saddr { ${many.join(', ')} } snat to ${NAT_GATEWAY}`)
  return [
    block('chain', 'arrive', 'type nat hook prerouting priority dstnat;', ...arrive),
    block('chain', 'leave', 'type nat hook postrouting priority srcnat;', ...leave),
  ]
}

const pairsOf = ({ interfaces }: Vpc) =>
  interfaces.flatMap(({ address, publicAddress }) =>
    publicAddress ? [{ inside: address, outside: publicAddress }] : [],
  )

/** The addresses that a NAT gateway speaks for. */
function natted({ subnets, interfaces }: Vpc): string[] {
  const names = subnets.filter(({ way }) => way === 'nat-gateway').map(({ name }) => name)
  return interfaces.filter(({ subnet }) => names.includes(subnet)).map(({ address }) => address)
}

/** Any address but these. */
const noneOf = (key: string, known: readonly string[]): string[] =>
  known.length > 0 ? [`${key} != { ${known.join(', ')} }`] : []
