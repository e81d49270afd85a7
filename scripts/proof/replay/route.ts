import { type Network, Undecided } from '../../access/model/index.ts'
import { blockOf, contains, routeOf } from '../../access/network/index.ts'
import { hasSymbols } from '../../template/symbols.ts'
import { evaluate } from '../logic/formula.ts'
import type { Gate } from '../request/parts.ts'
import { concrete } from './concrete.ts'
import { connectionOf, type Ends } from './packet.ts'
import type { Plain } from './plain.ts'

/** Whatever the length of another block, it is longer. */
const EVERYWHERE = '0.0.0.0/0'

/**
 * Asks for the route of a packet that was found.
 *
 * @returns whether it could be asked; not where blocks are unknown, as made-up ones have made-up lengths
 * @throws Error when it leads elsewhere than the proof says
 */
export function replayRoute(network: Network, gates: readonly Gate[], ends: Ends, plain: Plain): boolean {
  const gate = gates.find(({ filter }) => filter === 'route')
  if (!gate) return true
  const { subnet } = ends.from
  const connection = connectionOf(ends, plain)
  const table = network.routeTables.find(({ id }) => id === subnet?.routeTable?.text)
  const vpc = network.vpcs.find(({ id }) => id === subnet?.vpc.text)
  const lengths = [vpc?.cidr, ...(table?.routes ?? []).map(({ destination }) => destination)]
    .map((block) => block?.text ?? '')
    .filter((text) => text !== EVERYWHERE)
  if (!subnet || !connection || (lengths.length > 1 && lengths.some(hasSymbols))) return false
  const plainNetwork = concrete(network, plain.valuation)
  try {
    const block = plainNetwork.vpcs.find(({ id }) => id === subnet.vpc.text)?.cidr
    // Of a subnet outside its VPC's block, which EC2 refuses, nothing is said.
    if (!block || !contains(blockOf(block), connection.to.address)) return false
    const way = routeOf(plainNetwork, subnet, connection.to.address)
    const expected = evaluate(gate.passes, plain.found.model, plain.found.free)
    if ((way.to === 'local') === expected) return true
    throw new Error(
      `internal error: the proof says that the ${gate.name} ${expected ? 'is' : 'is not'} the local one, the interpreter that it leads ${way.to}: ${way.because.says}`,
    )
  } catch (error) {
    if (error instanceof Undecided) return false
    throw error
  }
}
