import type { ResourceStatus, StackStatus } from '@aws-sdk/client-cloudformation'
import type { Ids } from './ids.ts'
import type { OperationType, Stack, StackEvent } from './model.ts'
import type { EventScript } from './script.ts'

interface Told {
  readonly logicalId: string
  readonly physicalId: string | undefined
  readonly type: string
  readonly status: ResourceStatus | StackStatus
  readonly reason?: string | undefined
  readonly detailedStatus?: string | undefined
  readonly token?: string | undefined
  readonly operation: { readonly type: OperationType; readonly id: string }
  readonly properties?: string | undefined
}

/** Every event of every stack. */
export class EventLog {
  private readonly all: StackEvent[] = []
  private readonly last = new Map<Stack, number>()
  private readonly ids: Ids
  private readonly script: () => EventScript

  constructor(ids: Ids, script: () => EventScript) {
    this.ids = ids
    this.script = script
  }

  /** No two events of a stack have one time: ids of events are made of it. */
  add(stack: Stack, now: number, told: Told): void {
    const at = Math.max(now, (this.last.get(stack) ?? 0) + 1)
    this.last.set(stack, at)
    const { late = 0, twice } = this.script()
    const { logicalId, physicalId, type, status, reason, detailedStatus, token, operation, properties } = told
    const event: StackEvent = {
      id: idOf(told, stack, at, this.ids),
      stack,
      at,
      visibleAt: now + (typeof late === 'number' ? late : late({ logicalId, status })),
      logicalId,
      physicalId,
      type,
      status,
      reason,
      detailedStatus,
      token,
      operation,
      properties,
    }
    this.all.push(event)
    if (twice && this.all.length % twice === 0) this.all.push(event)
  }

  /** Those of a stack that can be read by now, the newest first. */
  of(stack: Stack, now: number): StackEvent[] {
    const events = this.all.filter((each) => each.stack === stack && each.visibleAt <= now).reverse()
    if (!this.script().shuffled) return events
    return events.map((each, index) => events[index ^ 1] ?? each)
  }

  ofOperation(id: string, now: number): StackEvent[] {
    return this.all.filter((each) => each.operation.id === id && each.visibleAt <= now).reverse()
  }
}

/** A resource's event is `Api-CREATE_COMPLETE-2026-11-29T01:52:16.000Z`, a stack's own a UUID (as in the API reference's examples). */
const idOf = ({ logicalId, physicalId, status }: Told, stack: Stack, at: number, ids: Ids): string =>
  physicalId === stack.id ? ids.uuid() : `${logicalId}-${status}-${new Date(at).toISOString()}`
