import { type Network, Undecided } from '../../access/model/index.ts'
import { type Decision, FILTERS, type FilterName, filtersOf } from '../../access/network/index.ts'
import { evaluate } from '../logic/formula.ts'
import type { Gate } from '../request/parts.ts'
import type { Found } from '../theorems/ask.ts'
import { concrete } from './concrete.ts'
import { connectionOf, type Ends } from './packet.ts'
import type { Plain } from './plain.ts'

/**
 * Sends a packet that was found, and its reply, through the filters on its way, and compares each filter with its
 * formula.
 *
 * @returns whether all could be asked
 */
export function replayFilters(network: Network, gates: readonly Gate[], ends: Ends, plain: Plain): boolean {
  const connection = connectionOf(ends, plain)
  if (!connection) return false
  const filters = filtersOf(concrete(network, plain.valuation), connection)
  const met = new Map(filters.map(({ name, decide }) => [name, decide]))
  const asked = FILTERS.map((name) => agrees(name, gates, plain.found, met.get(name)))
  return asked.every(Boolean)
}

function agrees(
  name: FilterName,
  gates: readonly Gate[],
  { model, free }: Found,
  decide: (() => Decision) | undefined,
): boolean {
  const own = gates.filter(({ filter }) => filter === name)
  const expected = own.every(({ passes }) => evaluate(passes, model, free))
  const actual = decide ? attempt(decide) : { passes: true, because: [] }
  if (actual && actual.passes !== expected) throw new Error(disagreement(name, own, expected, actual))
  return actual !== undefined
}

/** The decision; undefined where the templates leave it open. */
function attempt(decide: () => Decision): Decision | undefined {
  try {
    return decide()
  } catch (error) {
    if (error instanceof Undecided) return undefined
    throw error
  }
}

function disagreement(name: FilterName, own: readonly Gate[], expected: boolean, { because }: Decision) {
  const [says, otherwise] = expected ? ['passes', 'is stopped'] : ['is stopped', 'passes']
  const gates = own.map((gate) => gate.name).join(', ') || 'no gate'
  const evidence = because.map((one) => one.says).join(', ') || 'there is no such filter'
  return `internal error: the proof says that a packet ${says} the ${name} (${gates}), the interpreter that it ${otherwise}: ${evidence}`
}
