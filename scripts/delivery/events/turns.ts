import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { NESTED } from '../stack/read.ts'
import { type Event, keyOf } from './event.ts'
import { Stream } from './stream.ts'

/** Whose turn it is to be asked: the root and the nested stacks at work, one after the other. */
export class Turns {
  readonly #client: CloudFormationClient
  readonly #root: Stream
  readonly #children = new Map<string, Stream>()
  /** When what is in progress began: the first event of a creation has no id yet, and the stack's own come after it. */
  readonly #began = new Map<string, number>()
  /** What the root has in progress, with the stream of it where it is a nested stack. */
  readonly #rootWaitsFor = new Map<string, Stream | undefined>()
  #hasRootBegun = false
  /** Those that have ended by their parent's word, and so have all of their events; asked once more, they are done. */
  readonly #last = new Set<Stream>()
  readonly #done = new Set<Stream>()
  #turn = 0

  constructor(client: CloudFormationClient, root: Stream) {
    this.#client = client
    this.#root = root
  }

  next(): Stream {
    const working = [this.#root, ...this.children.filter((each) => !each.hasOutcome && !this.#done.has(each))]
    const stream = working[this.#turn++ % working.length] ?? this.#root
    if (this.#last.delete(stream)) this.#done.add(stream)
    return stream
  }

  get children(): Stream[] {
    return [...this.#children.values()]
  }

  /**
   * Whether the root cannot have ended, going by a stream that was just asked: it ends after all that it nests. A
   * nested stack in which nothing changes is silent, and shows nothing by it.
   */
  isRootBusy(asked: Stream): boolean {
    return asked !== this.#root && !asked.isSilent && !asked.hasOutcome
  }

  /** Whether the root, having begun something, waits for nothing any more: it is about to end or to go on. */
  get isRootDue(): boolean {
    return this.#hasRootBegun && [...this.#rootWaitsFor.values()].every((child) => child?.hasOutcome)
  }

  /** A nested stack that begins something is asked from then on, until it has come to an outcome. */
  hear(events: readonly Event[]): void {
    for (const event of events) {
      if (event.isOwn) continue
      const key = keyOf(event)
      const isBegun = event.status.endsWith('_IN_PROGRESS')
      const child = event.type === NESTED ? this.#hearOfChild(event, key, isBegun) : undefined
      if (event.path.length > 0) continue
      this.#hasRootBegun = true
      if (isBegun) this.#rootWaitsFor.set(key, child)
      else this.#rootWaitsFor.delete(key)
    }
  }

  /** The stream of a nested stack that its parent says something of, once it has an id. */
  #hearOfChild(
    { physicalId, path, logicalId, at }: Event,
    key: string,
    isBegun: boolean,
  ): Stream | undefined {
    const began = Math.min(at, this.#began.get(key) ?? at)
    if (isBegun) this.#began.set(key, began)
    else this.#began.delete(key)
    if (!physicalId?.startsWith('arn:')) return undefined
    const known = this.#children.get(physicalId)
    if (!isBegun) {
      if (known && !this.#done.has(known)) this.#last.add(known)
      return known
    }
    if (!known) {
      const stream = new Stream(this.#client, physicalId, [...path, logicalId], began)
      this.#children.set(physicalId, stream)
      return stream
    }
    // It is at work again: a rollback, for instance.
    this.#last.delete(known)
    this.#done.delete(known)
    if (known.latest && at >= known.latest.at) known.beginAnew()
    return known
  }
}
