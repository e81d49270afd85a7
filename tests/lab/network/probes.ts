import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Flow, flowsOf, LIST_FLOWS } from '../../../scripts/lab/network/index.ts'
import type { Plan } from '../../../scripts/lab/plan/plan.ts'
import type { TestNetwork } from './namespaces.ts'

const AGENT = join(__dirname, 'agent.mjs')
/** Long enough for a busy machine: nobody waits for it unless something is broken. */
const GIVE_UP_MS = 20_000

/** A first packet that somebody sends. */
export interface Probe {
  /** The namespace of whoever sends it. */
  readonly at: string
  readonly from: string
  readonly to: string
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  readonly clientPort: number
  /** Whom the filters of the VPC see it go to, where that is not `to`. */
  readonly seenTo?: string
}

/** Every packet is answered, or else refused with a reason: no probe waits for nothing to come. */
export type Outcome = { readonly answer: string } | { readonly refused: Flow }

/** Senders and listeners in the namespaces of a lab. */
export class Probes {
  private readonly agents = new Map<string, ChildProcess>()
  private readonly answers = new Map<number, string>()
  private next = 0
  private readonly network: TestNetwork

  constructor(network: TestNetwork) {
    this.network = network
  }

  /** Starts somebody in a namespace who echoes datagrams to these addresses and ports. */
  async agent(namespace: string, addresses: readonly string[], ports: readonly number[]): Promise<void> {
    const agent = this.network.spawn(namespace, [process.execPath, AGENT], 'ipc')
    agent.on('message', ({ id, answer }: { id: number; answer: string }) => this.answers.set(id, answer))
    this.agents.set(namespace, agent)
    agent.send({ order: 'listen', id: -1, addresses, ports })
    await once(agent, 'message')
  }

  /** Sends them all, and waits until each has been answered or refused by the rules of this plan. */
  async send(plan: Plan, probes: readonly Probe[]): Promise<Outcome[]> {
    const sent = probes.map((probe) => {
      const id = this.next++
      this.agentAt(probe.at).send({ order: probe.protocol, id, ...probe })
      return { id, probe }
    })
    const deadline = Date.now() + GIVE_UP_MS
    let flows: Flow[] = []
    const outcome = ({ id, probe }: (typeof sent)[number]): Outcome | undefined => {
      const answer = this.answers.get(id)
      if (answer !== undefined) return { answer }
      const refused = flows.find((flow) => isOf(flow, probe))
      return refused && { refused }
    }
    for (;;) {
      const outcomes = sent.map(outcome)
      const known = outcomes.flatMap((one) => one ?? [])
      if (known.length === sent.length) {
        for (const agent of this.agents.values())
          agent.send({ order: 'forget', ids: sent.map(({ id }) => id) })
        return known
      }
      if (Date.now() > deadline) {
        const lost = sent.filter((_, i) => !outcomes[i]).map(({ probe }) => JSON.stringify(probe))
        throw new Error(`neither answered nor refused: ${lost.join(', ')}`)
      }
      flows = await this.flows(plan)
    }
  }

  async flows(plan: Plan): Promise<Flow[]> {
    const listed = plan.vpcs.map(
      async ({ name }) => [name, await this.network.run(name, LIST_FLOWS)] as const,
    )
    return flowsOf(plan, Object.fromEntries(await Promise.all(listed)))
  }

  private agentAt(namespace: string): ChildProcess {
    const agent = this.agents.get(namespace)
    if (!agent) throw new Error(`nobody is at ${namespace}`)
    return agent
  }
}

function isOf(flow: Flow, { from, to, seenTo, protocol, port }: Probe): boolean {
  const [client, server] = flow.isReply ? [flow.to, flow.from] : [flow.from, flow.to]
  const there = server.address === to || server.address === seenTo
  return client.address === from && there && flow.protocol === protocol && flow.port === port
}
