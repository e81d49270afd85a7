import { type CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation'
import { stateOf } from '../stack/states.ts'
import { type Event, toEvent } from './event.ts'

/** The events of one stack from some moment on, each once, however late or often the service sends it. */
export class Stream {
  readonly arn: string
  readonly path: readonly string[]
  /** Of the stack's own events the newest one that has been seen. */
  latest: Event | undefined
  /** Whether nothing was seen of what it is at. */
  isSilent = true
  readonly #client: CloudFormationClient
  readonly #since: number
  readonly #seen: Set<string>

  /**
   * @param since milliseconds by the service's clock: what is older belongs to an earlier operation
   * @param seen events of that same moment that do, too
   */
  constructor(
    client: CloudFormationClient,
    arn: string,
    path: readonly string[],
    since: number,
    seen: Iterable<string> = [],
  ) {
    this.#client = client
    this.arn = arn
    this.path = path
    this.#since = since
    this.#seen = new Set(seen)
  }

  /** It is at work again. */
  beginAnew(): void {
    this.latest = undefined
    this.isSilent = true
  }

  /** Whether what the stack is at has come to an outcome, as far as has been seen. */
  get hasOutcome(): boolean {
    return this.latest !== undefined && stateOf(this.latest.status).outcome !== undefined
  }

  /** Asks for what is new, oldest first. Events can turn up late, so that a page is read to its end. */
  async poll(): Promise<Event[]> {
    const fresh: Event[] = []
    let token: string | undefined
    do {
      const { StackEvents = [], NextToken } = await this.#client.send(
        new DescribeStackEventsCommand({ StackName: this.arn, ...(token && { NextToken: token }) }),
      )
      const events = StackEvents.map((sent) => toEvent(sent, this.path))
      const unknown = events.filter(({ at, id }) => at >= this.#since && !this.#seen.has(id))
      for (const event of unknown) this.#seen.add(event.id)
      fresh.push(...unknown)
      // What lies behind a page with something known is known as well.
      token = unknown.length === events.length ? NextToken : undefined
    } while (token !== undefined)
    const sorted = byTime(fresh)
    if (sorted.length > 0) this.isSilent = false
    for (const event of sorted) if (event.isOwn && event.at >= (this.latest?.at ?? 0)) this.latest = event
    return sorted
  }
}

/** Oldest first; of one moment, in the order that they came in. */
const byTime = (newestFirst: readonly Event[]): Event[] =>
  newestFirst.toReversed().toSorted((a, b) => a.at - b.at)
