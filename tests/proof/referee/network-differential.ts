import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type Network, readNetwork, Undecided } from '../../../scripts/access/model/index.ts'
import { FILTERS, type FilterName, filtersOf, parseAddress } from '../../../scripts/access/network/index.ts'
import { evaluate, type Formula, type Model, or, parts } from '../../../scripts/proof/logic/formula.ts'
import { Unsupported } from '../../../scripts/proof/logic/unsupported.ts'
import { filterGates } from '../../../scripts/proof/request/filters.ts'
import { egressParts } from '../../../scripts/proof/request/groups.ts'
import type { Gate } from '../../../scripts/proof/request/parts.ts'
import { REQUEST } from '../../../scripts/proof/request/variables.ts'
import { resolve, resolveConcrete } from '../../../scripts/template/resolve.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'
import { abstraction } from './abstraction.ts'
import { freeOf, modelsOf, variablesOf } from './packet-models.ts'
import { type Packet, packets, someBlock } from './packets.ts'
import { BLOCK, GROUPS, type Topology, topologies } from './topologies.ts'

/** What a differential run saw. */
export interface NetworkTally {
  /** Topology and packet pairs that both sides decided, filter by filter. */
  compared: number
  /** Pairs where the proof refuses a rule. */
  refused: number
  /** Pairs where the interpreter finds a filter undecided. */
  doubtful: number
  /** How often each filter let pass and stopped. */
  readonly outcomes: Record<FilterName, { passed: number; stopped: number }>
  readonly disagreements: string[]
}

/** Sends random packets through random networks, as the proof reads them and as the interpreter does. */
export function networkDifferential(
  seed: number,
  networks: number,
  packetsEach: number,
  stopAt = 10,
): NetworkTally {
  const tally: NetworkTally = {
    compared: 0,
    refused: 0,
    doubtful: 0,
    outcomes: Object.fromEntries(FILTERS.map((name) => [name, { passed: 0, stopped: 0 }])) as never,
    disagreements: [],
  }
  const several = fc.array(packets, { minLength: packetsEach, maxLength: packetsEach })
  const cases = fc.sample(fc.tuple(topologies, someBlock, several), { seed, numRuns: networks })
  const folder = mkdtempSync(join(tmpdir(), 'topologies-'))
  try {
    for (const [topology, block, all] of cases) {
      compare(topology, block, all, folder, tally)
      if (tally.disagreements.length >= stopAt) break
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return tally
}

function compare(
  topology: Topology,
  block: string,
  all: readonly Packet[],
  folder: string,
  tally: NetworkTally,
): void {
  const file = join(folder, 'network.json')
  writeFileSync(file, JSON.stringify(topology))
  const stacks = openStacks([file])
  const region = resolve(stacks)
  const symbolic = readNetwork(region)
  const concrete = readNetwork(resolveConcrete(stacks, new Map([[BLOCK, block]])))
  const gates = attempt(() => gatesOf(symbolic), Unsupported)
  if (!gates) {
    tally.refused += all.length
    return
  }
  const whole = or(...[...gates.filters, ...gates.leaves.values()].map(({ passes }) => passes))
  const toClasses = abstraction(whole, variablesOf(symbolic))
  const ports = portsIn(whole)
  for (const packet of all) {
    const decisions = attempt(() => interpreted(concrete, packet), Undecided)
    if (!decisions) {
      tally.doubtful++
      continue
    }
    tally.compared++
    const leaves = packet.carried.flatMap((group) => gates.leaves.get(group) ?? [])
    const free = freeOf(whole, packet, block)
    const models = modelsOf(symbolic, packet, ports)
    const abstract = models.map(toClasses)
    for (const name of FILTERS) {
      const passes = (model: Model) =>
        name === 'groups of the client, out'
          ? leaves.some((gate) => evaluate(gate.passes, model, free))
          : gates.filters.every((gate) => gate.filter !== name || evaluate(gate.passes, model, free))
      const said = [models.every(passes), abstract.every(passes)]
      const expected = decisions.get(name) ?? true
      tally.outcomes[name][expected ? 'passed' : 'stopped']++
      if (said.some((one) => one !== expected))
        tally.disagreements.push(
          `${name}: gates and classes say ${said}, the interpreter ${expected}, of ${JSON.stringify({ packet, block, topology })}`,
        )
    }
  }
}

/** The gates of the endpoint, and those of a sender in each group: what one of its groups lets out goes out. */
function gatesOf(network: Network): { filters: Gate[]; leaves: Map<string, Gate> } {
  const [endpoint] = network.endpoints
  if (!endpoint) throw new Error('the topology has no endpoint')
  const leaves = GROUPS.map((group): [string, Gate] => {
    const parts = egressParts(network, groupsOf(network, [group]), endpoint.groups)
    const passes = or(...parts.map(({ matches }) => matches))
    return [group, { name: `egress of ${group}`, passes, at: [], parts }]
  })
  return { filters: filterGates(network, endpoint), leaves: new Map(leaves) }
}

/** What each filter on the packet's way says; those that it does not meet are left out. */
function interpreted(network: Network, packet: Packet): Map<FilterName, boolean> {
  const [endpoint] = network.endpoints
  const door = endpoint?.subnets[packet.door] ?? endpoint?.subnets[0]
  const from = {
    address: parseAddress(packet.source) ?? 0,
    subnet: network.subnets.find(({ address }) => address === packet.subnet),
    groups: groupsOf(network, packet.carried),
    filtersItself: true,
  }
  const to = {
    address: parseAddress(packet.destination) ?? 0,
    subnet: network.subnets.find(({ id }) => id === door?.text),
    groups: endpoint?.groups ?? [],
    filtersItself: true,
  }
  const { protocol, port, clientPort } = packet
  const connection = { from, to, protocol, port, ...(clientPort !== undefined && { clientPort }) }
  return new Map(filtersOf(network, connection).map(({ name, decide }) => [name, decide().passes]))
}

const groupsOf = ({ groups, vpcs }: Network, carried: readonly string[]) =>
  groups
    .filter(({ address }) =>
      carried.includes(address === `${vpcs[0]?.address}.DefaultSecurityGroup` ? 'Default' : address),
    )
    .map(({ id, at }) => ({ kind: 'text' as const, text: id, at }))

/** Ports of clients at which some rule changes its mind. */
const portsIn = (formula: Formula): number[] =>
  [...parts(formula)].flatMap((part) =>
    part.kind === 'atom' && part.variable === REQUEST.sourcePort && part.predicate.kind === 'integers'
      ? [part.predicate.from - 1, part.predicate.from, part.predicate.to, part.predicate.to + 1]
      : [],
  )

function attempt<T>(work: () => T, doubt: typeof Unsupported | typeof Undecided): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof doubt) return undefined
    throw error
  }
}
