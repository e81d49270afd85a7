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

/** Somebody at each station, who sends and echoes. */
export async function agentsOf(network: TestNetwork): Promise<Probes> {
  const { plan } = worldOf({ groups: [[], [], []], acls: [], subnetAcls: [], memberships: [] })
  const probes = new Probes(network)
  const stations = [...Array(INTERFACES).keys(), CORPORATE_HOST, INTERNET_HOST]
  await Promise.all(stations.map((one) => probes.agent(placeOf(one), [addressOf(plan, one)], SERVER_PORTS)))
  return probes
}

/** Compares what the kernel does with what `scripts/access` decides. */
export class Differential {
  readonly tally: Tally = { topologies: 0, connections: 0, passed: 0, refused: {}, disagreements: [] }
  private readonly network: TestNetwork
  private readonly probes: Probes
  private readonly used: Set<string>

  constructor(network: TestNetwork, probes: Probes, used = new Set<string>()) {
    this.used = used
    this.network = network
    this.probes = probes
  }

  async compare(cases: ReturnType<typeof sample>, rulesets: typeof rulesetsOf, stopAt = 10): Promise<Tally> {
    for (const [choice, wanted] of cases) {
      const world = worldOf(choice)
      for (const { namespace, text } of rulesets(world.plan))
        if (namespace !== 'aws') await this.network.run(namespace, ['nft', '-f', '-'], text)
      const tried = this.withFreshPorts(wanted)
      const outcomes = await this.probes.send(world.plan, tried.map(world.probe))
      this.tally.topologies++
      for (const [i, attempt] of tried.entries()) {
        const [outcome, decision] = [outcomes[i], world.decide(attempt)]
        if (!outcome) throw new Error('a probe without an outcome')
        this.tally.connections++
        const difference = differenceOf(outcome, decision)
        if (difference) this.tally.disagreements.push(`${difference}: ${JSON.stringify({ attempt, choice })}`)
        this.count(outcome)
      }
      if (this.tally.disagreements.length >= stopAt) break
    }
    return this.tally
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

  private count(outcome: Outcome): void {
    if ('answer' in outcome) {
      this.tally.passed++
      return
    }
    const kind = `${kindOf(outcome.refused.because)}${outcome.refused.isReply ? ', for the reply' : ''}`
    this.tally.refused[kind] = (this.tally.refused[kind] ?? 0) + 1
  }
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
