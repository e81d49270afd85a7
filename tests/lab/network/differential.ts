import fc from 'fast-check'
import type { Decision } from '../../../scripts/access/network/index.ts'
import type { rulesetsOf } from '../../../scripts/lab/network/index.ts'
import { placeText } from '../../../scripts/template/value.ts'
import { attempts, choices, SERVER_PORTS } from './choices.ts'
import type { TestNetwork } from './namespaces.ts'
import { type Outcome, Probes } from './probes.ts'
import {
  type Attempt,
  addressOf,
  CORPORATE_HOST,
  INTERFACES,
  INTERNET_HOST,
  placeOf,
  worldOf,
} from './world.ts'

/** What a differential run saw. */
export interface Tally {
  topologies: number
  connections: number
  passed: number
  /** Connections by the words of the rule that refused them. */
  refused: Record<string, number>
  disagreements: string[]
}

/** Topologies that differ in their rules, with connections to try in each. */
export const sample = (seed: number, topologies: number, connections: number) =>
  fc.sample(
    fc.tuple(
      choices,
      fc.uniqueArray(attempts, { minLength: connections, maxLength: connections, selector: keyOf }),
    ),
    { seed, numRuns: topologies },
  )

const keyOf = ({ from, to, protocol, port }: Attempt) => `${from} ${to} ${protocol} ${port}`

/** The network of all topologies, without a rule. */
export const EMPTY = worldOf({ groups: [[], [], []], acls: [], subnetAcls: [], memberships: [] }).plan

/** Somebody at each station, who sends and echoes. */
export async function agentsOf(network: TestNetwork): Promise<Probes> {
  const probes = new Probes(network)
  const stations = [...Array(INTERFACES).keys(), CORPORATE_HOST, INTERNET_HOST]
  await Promise.all(stations.map((one) => probes.agent(placeOf(one), [addressOf(EMPTY, one)], SERVER_PORTS)))
  return probes
}

/** Compares what the kernel does with what `scripts/access` decides. */
export class Differential {
  private readonly network: TestNetwork
  private readonly probes: Probes
  private readonly used = new Set<string>()

  constructor(network: TestNetwork, probes: Probes) {
    this.network = network
    this.probes = probes
  }

  async compare(cases: ReturnType<typeof sample>, rulesets: typeof rulesetsOf, stopAt = 10): Promise<Tally> {
    const tally: Tally = { topologies: 0, connections: 0, passed: 0, refused: {}, disagreements: [] }
    for (const [choice, wanted] of cases) {
      const world = worldOf(choice)
      for (const { namespace, text } of rulesets(world.plan))
        if (namespace !== 'aws') await this.network.run(namespace, ['nft', '-f', '-'], text)
      const tried = this.withFreshPorts(wanted)
      const outcomes = await this.probes.send(world.plan, tried.map(world.probe))
      tally.topologies++
      for (const [i, attempt] of tried.entries()) {
        const outcome = outcomes[i]
        if (!outcome) throw new Error('a probe without an outcome')
        const difference = differenceOf(outcome, world.decide(attempt))
        if (difference) tally.disagreements.push(`${difference}: ${JSON.stringify({ attempt, choice })}`)
        count(tally, outcome)
      }
      if (tally.disagreements.length >= stopAt) break
    }
    return tally
  }

  /**
   * The kernel remembers connections of earlier topologies, and lets on what belongs to them: no two of a run are the
   * same, nor may two at once leave by the same port.
   */
  private withFreshPorts(wanted: readonly Attempt[]): Attempt[] {
    const taken = new Set<string>()
    return wanted.map((attempt) => {
      for (
        let clientPort = attempt.clientPort;
        ;
        clientPort = clientPort === 65_535 ? 1024 : clientPort + 1
      ) {
        const [here, whole] = [
          `${attempt.from} ${attempt.protocol} ${clientPort}`,
          `${keyOf(attempt)} ${clientPort}`,
        ]
        if (taken.has(here) || this.used.has(whole) || SERVER_PORTS.includes(clientPort)) continue
        taken.add(here)
        this.used.add(whole)
        return { ...attempt, clientPort }
      }
    })
  }
}

function count(tally: Tally, outcome: Outcome): void {
  tally.connections++
  if ('answer' in outcome) {
    tally.passed++
    return
  }
  const { because, isReply } = outcome.refused
  const kind = `${isReply ? 'a reply by ' : 'by '}${kindOf(because)}`
  tally.refused[kind] = (tally.refused[kind] ?? 0) + 1
}

const ANSWERS = ['connected', 'ECONNREFUSED', 'echoed']

/** Where the two differ: on whether the connection is made, or on what refuses it. */
function differenceOf(outcome: Outcome, { passes, because: [because] }: Decision): string | undefined {
  if ('answer' in outcome) {
    if (!ANSWERS.includes(outcome.answer)) return `the kernel says ${outcome.answer}`
    return passes ? undefined : `the kernel lets pass what is refused: ${because?.says}`
  }
  const { refused } = outcome
  if (passes) return `the kernel refuses what passes: ${refused.because}`
  const same = because?.says.startsWith('entry ')
    ? because.at && refused.because.endsWith(placeText(because.at))
    : kindOf(refused.because) === kindOf(because?.says ?? '')
  return same ? undefined : `the kernel refuses by '${refused.because}', not by '${because?.says}'`
}

/** What refuses, whichever of the two says so. */
function kindOf(text: string): string {
  const [, direction] = /\bno (ingress|egress)\b/.exec(text) ?? []
  if (!direction) return 'an entry of a NACL'
  return text.includes('entry') ? `no ${direction} entry of a NACL` : `no ${direction} rule of a group`
}
