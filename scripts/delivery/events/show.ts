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

/** Keeps what is shown from running into a question. */
export class Hold {
  isHeld = false
  /** Called when it begins: takes what is drawn from the screen. */
  began: () => void = () => undefined

  /** Holds what is shown until the work is done. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.isHeld = true
    this.began()
    try {
      return await work()
    } finally {
      this.isHeld = false
    }
  }
}

/** Follows a stack to its end and shows everything that happens in it. */
export async function show(
  { cloudformation }: Aws,
  { clock, terminal }: Edge,
  stream: Stream,
  context: Context,
  until: 'outcome' | 'rest',
  signal: AbortSignal,
  hold: Hold = new Hold(),
): Promise<Shown> {
  const events: Event[] = []
  let shown = 0
  const display = displayFor(terminal, clock, context)
  const draw = () => {
    if (hold.isHeld) return
    display.show(events.slice(shown))
    shown = events.length
    display.tick()
  }
  hold.began = () => display.end()
  const redraw = setInterval(draw, REDRAW_MS)
  try {
    const batches = follow(cloudformation, clock, stream, until, signal)
    for (let next = await batches.next(); ; next = await batches.next()) {
      if (next.done) return { status: next.value, events }
      events.push(...next.value)
      draw()
    }
  } finally {
    clearInterval(redraw)
    display.show(events.slice(shown))
    display.end()
  }
}
