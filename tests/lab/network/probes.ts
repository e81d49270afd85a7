import type { ChildProcess } from 'node:child_process'
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

export interface Answer {
  readonly answer: string
  /** Whom the one who answered a datagram had it from. */
  readonly seenFrom?: string
}

/** Every packet is answered, or else refused with a reason: no probe waits for nothing to come. */
export type Outcome = Answer | { readonly refused: Flow }

/** Senders and listeners in the namespaces of a lab. */
export class Probes {
  private readonly agents = new Map<string, ChildProcess>()
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private next = 0
  private readonly network: TestNetwork

  constructor(network: TestNetwork) {
    this.network = network
  }

  /** Starts somebody in a namespace who echoes datagrams to these addresses and ports. */
  async agent(namespace: string, addresses: readonly string[], ports: readonly number[]): Promise<void> {
    const agent = this.network.spawn(namespace, [process.execPath, AGENT], 'ipc')
    agent.on('message', ({ id, ...answer }: Answer & { id: number }) => this.waiting.get(id)?.(answer))
    this.agents.set(namespace, agent)
    await this.order(namespace, 'listen', { addresses, ports }).answered
  }

  /** Tells somebody to do something. */
  order(namespace: string, order: string, what: object) {
    const agent = this.agents.get(namespace)
    if (!agent) throw new Error(`nobody is at ${namespace}`)
    const id = this.next++
    const answered = new Promise<Answer>((done) => this.waiting.set(id, done))
    agent.send({ ...what, order, id })
    return { id, answered }
  }

  /** Sends them all, and waits until each has been answered or refused by the rules of this plan. */
  async send(plan: Plan, probes: readonly Probe[]): Promise<Outcome[]> {
    const outcomes = new Map<Probe, Outcome>()
    const sent = probes.map((probe) => {
      const { id, answered } = this.order(probe.at, probe.protocol, probe)
      void answered.then((answer) => outcomes.set(probe, answer))
      return id
    })
    const deadline = Date.now() + GIVE_UP_MS
    while (outcomes.size < probes.length) {
      const flows = await this.flows(plan)
      const open = probes.filter((probe) => !outcomes.has(probe))
      for (const probe of open) {
        const refused = flows.find((flow) => isOf(flow, probe))
        if (refused) outcomes.set(probe, { refused })
        else if (Date.now() > deadline)
          throw new Error(`neither answered nor refused: ${JSON.stringify(probe)}`)
      }
    }
    for (const agent of this.agents.values()) agent.send({ order: 'forget', ids: sent })
    for (const id of sent) this.waiting.delete(id)
    return probes.flatMap((probe) => outcomes.get(probe) ?? [])
  }

  async flows(plan: Plan): Promise<Flow[]> {
    const listed = plan.vpcs.map(
      async ({ name }) => [name, await this.network.run(name, LIST_FLOWS)] as const,
    )
    return flowsOf(plan, Object.fromEntries(await Promise.all(listed)))
  }
}

function isOf(flow: Flow, { from, to, seenTo, protocol, port }: Probe): boolean {
  const [client, server] = flow.isReply ? [flow.to, flow.from] : [flow.from, flow.to]
  const there = server.address === to || server.address === seenTo
  return client.address === from && there && flow.protocol === protocol && flow.port === port
}
