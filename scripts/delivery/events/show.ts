import type { StackStatus } from '@aws-sdk/client-cloudformation'
import type { Aws } from '../aws/connect.ts'
import type { Edge } from '../edge.ts'
import { type Context, displayFor } from './display.ts'
import type { Event } from './event.ts'
import { follow } from './follow.ts'
import type { Stream } from './stream.ts'

/** What a person has seen of an operation. */
export interface Shown {
  readonly status: StackStatus
  readonly events: readonly Event[]
}

const REDRAW_MS = 1000

/** Follows a stack to its end and shows everything that happens in it. */
export async function show(
  { cloudformation }: Aws,
  { clock, terminal }: Edge,
  stream: Stream,
  context: Context,
  until: 'outcome' | 'rest',
  signal: AbortSignal,
): Promise<Shown> {
  const events: Event[] = []
  const display = displayFor(terminal, clock, context)
  const redraw = setInterval(() => display.tick(), REDRAW_MS)
  try {
    const batches = follow(cloudformation, clock, stream, until, signal)
    for (let next = await batches.next(); ; next = await batches.next()) {
      if (next.done) return { status: next.value, events }
      events.push(...next.value)
      display.show(next.value)
      display.tick()
    }
  } finally {
    clearInterval(redraw)
    display.end()
  }
}
