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

  /** A nested stack that begins something is asked from then on, until it has come to an outcome. */
  hear(events: readonly Event[]): void {
    for (const event of events) {
      const { type, isOwn, physicalId, status, path, logicalId, at } = event
      if (type !== NESTED || isOwn) continue
      const key = keyOf(event)
      const began = Math.min(at, this.#began.get(key) ?? at)
      if (status.endsWith('_IN_PROGRESS')) this.#began.set(key, began)
      else this.#began.delete(key)
      if (!physicalId?.startsWith('arn:')) continue
      const known = this.#children.get(physicalId)
      if (!status.endsWith('_IN_PROGRESS')) {
        if (known && !this.#done.has(known)) this.#last.add(known)
        continue
      }
      if (!known) {
        this.#children.set(physicalId, new Stream(this.#client, physicalId, [...path, logicalId], began))
        continue
      }
      // It is at work again: a rollback, for instance.
      this.#last.delete(known)
      this.#done.delete(known)
      if (known.latest && at >= known.latest.at) known.beginAnew()
    }
  }
}
