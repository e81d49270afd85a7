import { type Endpoint, Undecided } from '../../access/model/index.ts'
import { type Decision, FILTERS, type FilterName, filtersOf } from '../../access/network/index.ts'
import { evaluate } from '../logic/formula.ts'
import type { Gate } from '../request/parts.ts'
import { REQUEST } from '../request/variables.ts'
import type { Subject } from '../subject.ts'
import type { Found } from '../theorems/ask.ts'
import { connectionOf } from './packet.ts'
import type { Valuation } from './valuation.ts'
import { valued } from './valued.ts'

/**
 * Sends the packet of a request that was found, and its reply, through the filters on its way, and compares each filter
 * with its formula.
 *
 * @returns whether all could be asked; not for a way in on which no template has filters
 */
export function replayFilters(subject: Subject, found: Found, valuation: Valuation): boolean {
  const { network, requests } = subject
  const endpoint = requests.endpoints.find(({ address }) => address === found.model.get(REQUEST.via))
  if (!endpoint) return false
  const gates = requests.gates.filter(({ via }) => via === undefined || via === endpoint.address)
  const own = gates.some(({ filter }) => filter === 'groups of the client, out')
  const { subnets, groups, acls } = network
  const plain = { ...network, ...valued({ subnets, groups, acls }, valuation) }
  const to = { ...endpoint, ...valued({ vpc: endpoint.vpc, groups: endpoint.groups }, valuation) }
  const connection = connectionOf(plain, to, found.model, valuation, own)
  if (!connection) return false
  const met = new Map(filtersOf(plain, connection).map(({ name, decide }) => [name, decide]))
  return FILTERS.map((name) => compare(name, gates, found, endpoint, met.get(name))).every(Boolean)
}

function compare(
  name: FilterName,
  gates: readonly Gate[],
  { model, free }: Found,
  { address }: Endpoint,
  decide: (() => Decision) | undefined,
): boolean {
  const own = gates.filter(({ filter }) => filter === name)
  const expected = own.every(({ passes }) => evaluate(passes, model, free))
  const actual = decide ? attempt(decide) : { passes: true, because: [] }
  if (!actual) return false
  if (actual.passes === expected) return true
  const [says, others] = [expected, actual.passes].map((passes) => (passes ? 'lets it pass' : 'stops it'))
  const gate = own.map((one) => one.name).join(', ') || 'nothing'
  const because = actual.because.map((one) => one.says).join(', ')
  throw new Error(
    `internal error: of a packet to ${address} the proof says that ${gate} ${says} (${name}), the interpreter that it ${others}: ${because || 'there is no filter'}`,
  )
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
