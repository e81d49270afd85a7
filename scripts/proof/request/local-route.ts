import type { Network, Route, Subnet } from '../../access/model/index.ts'
import { hasSymbols } from '../../template/symbols.ts'
import { not, or } from '../logic/formula.ts'
import { inSomeBlock } from './blocks.ts'
import type { Gate, Part } from './parts.ts'
import { REQUEST } from './variables.ts'

/**
 * The way from a subnet to an endpoint of the same VPC: its local route, unless the subnet's table has a longer prefix
 * that leads to a gateway. Routes to what is not modelled are reported where they are read.
 */
export function localRoute(network: Network, subnet: Subnet): Gate {
  const table = network.routeTables.find(({ id }) => id === subnet.routeTable?.text)
  const vpc = network.vpcs.find(({ id }) => id === subnet.vpc.text)
  const parts = (table?.routes ?? [])
    .filter(({ target }) => target.kind === 'internet-gateway' || target.kind === 'nat-gateway')
    .filter(({ destination }) => isLonger(destination.text, vpc?.cidr?.text ?? ''))
    .map(divert)
  return {
    name: `route from ${subnet.address}`,
    filter: 'route',
    passes: not(or(...parts.map(({ matches }) => matches))),
    at: table ? [table.at] : [],
    parts,
  }
}

const divert = ({ destination, target, at }: Route): Part => ({
  effect: 'denies',
  text: `${destination.text} to ${target.kind.replace('-', ' ')} ${target.id.text}`,
  at,
  matches: inSomeBlock(REQUEST.destination, [destination]),
})

/** EC2 makes VPCs of /16 to /28. A block that is not known may be longer. */
const isLonger = (route: string, vpc: string): boolean => lengthOf(route, 32) > lengthOf(vpc, 15)

/** The length of a prefix; `open` for a block that is not known. */
const lengthOf = (block: string, open: number): number => {
  const length = block.split('/')[1] ?? '32'
  return hasSymbols(block) || !/^\d+$/.test(length) ? open : Number(length)
}
