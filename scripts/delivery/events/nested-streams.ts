import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { NESTED } from '../stack/read.ts'
import { type Event, keyOf } from './event.ts'
import { Stream } from './stream.ts'

/** The streams of nested stacks, each from the moment on at which its parent began something with it. */
export class NestedStreams {
  readonly #client: CloudFormationClient
  readonly #streams = new Map<string, Stream>()
  /** When what is in progress began: the first event of a creation has no id yet, and the stack's own come after it. */
  readonly #began = new Map<string, number>()

  constructor(client: CloudFormationClient) {
    this.#client = client
  }

  all(): Stream[] {
    return [...this.#streams.values()]
  }

  /** Takes in an event of any stack; one that says that a nested stack begins something adds or wakes its stream. */
  hear(event: Event): void {
    const { type, isOwn, physicalId, status, path, logicalId, at } = event
    if (type !== NESTED || isOwn) return
    const key = keyOf(event)
    if (!status.endsWith('_IN_PROGRESS')) {
      this.#began.delete(key)
      return
    }
    const began = Math.min(at, this.#began.get(key) ?? at)
    this.#began.set(key, began)
    if (!physicalId?.startsWith('arn:')) return
    const known = this.#streams.get(physicalId)
    if (!known)
      this.#streams.set(physicalId, new Stream(this.#client, physicalId, [...path, logicalId], began))
    // It is at work again: a rollback, for instance.
    else if (known.latest && at >= known.latest.at) known.latest = undefined
  }
}
