import type { Store } from '../s3/store.ts'
import type { Place } from '../service.ts'
import type { ChangeSet } from './change-set/model.ts'
import { EventLog } from './events.ts'
import { Ids } from './ids.ts'
import type { Resource, Stack } from './model.ts'
import type { Operation } from './run/operation.ts'
import type { Failure, Script } from './script.ts'
import { type Opened, Shelf } from './template/shelf.ts'
import { Timeline } from './timeline.ts'

/** All that the service knows. */
export class State {
  readonly place: Place
  readonly store: Store
  readonly timeline: Timeline
  readonly ids = new Ids('cloudformation')
  readonly shelf = new Shelf()
  readonly events: EventLog
  readonly stacks: Stack[] = []
  readonly changeSets: ChangeSet[] = []
  /** What runs on a root just now. */
  readonly running = new Map<Stack, Operation>()
  /** What an update retained, or failed to delete, and so belongs to no stack any more. */
  readonly leftBehind: { readonly stack: Stack; readonly resource: Resource }[] = []
  readonly failuresUsed = new Map<Failure, number>()
  script: Script

  constructor(place: Place, store: Store, script: Script, now: number) {
    this.place = place
    this.store = store
    this.script = script
    this.timeline = new Timeline(now)
    this.events = new EventLog(this.ids, () => this.script.events ?? {})
  }

  get now(): number {
    return this.timeline.now
  }

  arn(kind: 'stack' | 'changeSet', name: string): string {
    const { region, account } = this.place
    return `arn:aws:cloudformation:${region}:${account}:${kind}/${name}/${this.ids.uuid()}`
  }

  /** By ARN, or by name as long as the stack is there. */
  find(nameOrId: string): Stack | undefined {
    // A nested stack that is made again has the same made-up id; the last one is meant.
    return this.stacks.findLast(({ id, name, status }) =>
      nameOrId.startsWith('arn:') ? id === nameOrId : name === nameOrId && status !== 'DELETE_COMPLETE',
    )
  }

  /** The stack that a resource of another one is. */
  child(parent: Stack, logicalId: string): Stack | undefined {
    const address = parent.address ? `${parent.address}/${logicalId}` : logicalId
    return this.stacks.find(
      (each) => each.parent === parent && each.address === address && each.status !== 'DELETE_COMPLETE',
    )
  }

  /** A template by its URL, or why it is not to be had, in the service's words. */
  fetch(url: string): Opened | string {
    const body = URL.canParse(url) ? this.store.byUrl(url) : undefined
    if (body !== undefined) return this.shelf.open(body)
    return 'S3 error: Access Denied\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html'
  }

  /** Nested stacks that were made for review only go, without an event, with the root they were reviewed for (assumed). */
  discardReviewed(parent: Stack): void {
    for (const each of this.stacks) {
      if (each.parent === parent && each.status === 'REVIEW_IN_PROGRESS') this.discard(each)
    }
  }

  discard(stack: Stack): void {
    stack.status = 'DELETE_COMPLETE'
    stack.deletedAt = this.now
    this.discardReviewed(stack)
  }

  addStack(name: string, id: string, address = '', parent?: Stack): Stack {
    const stack: Stack = {
      id,
      name,
      address,
      parent,
      createdAt: this.now,
      updatedAt: undefined,
      deletedAt: undefined,
      status: 'REVIEW_IN_PROGRESS',
      reason: undefined,
      deployed: undefined,
      tags: [],
      capabilities: [],
      resources: new Map(),
      update: undefined,
      protected: false,
      disableRollback: false,
      mode: undefined,
      onFailure: undefined,
      changeSetId: undefined,
      roleArn: undefined,
      operations: [],
    }
    this.stacks.push(stack)
    return stack
  }
}
