import type { Clock } from '../clock.ts'
import type { DeclaredAt } from '../diagnosis/declared-at.ts'
import type { Terminal } from '../terminal.ts'
import type { Event } from './event.ts'
import { LinesDisplay } from './lines-display.ts'
import { LiveDisplay } from './live.ts'

/** Where the events of an operation are shown as they come. */
export interface Display {
  /** Events in any order; those shown already are passed over. */
  readonly show: (events: readonly Event[]) => void
  /** To be called every second or so: time passes also when nothing happens. */
  readonly tick: () => void
  /** To be called however the watching ends: gives the terminal back. */
  readonly end: () => void
}

export interface Context {
  readonly stackName: string
  /** Where what failed is declared, for marks in GitHub. */
  readonly declared?: (event: Event) => DeclaredAt | undefined
}

/** A block that is drawn over where a person watches, a line for each event elsewhere. */
export function displayFor(terminal: Terminal, clock: Clock, context: Context): Display {
  return terminal.isLive
    ? new LiveDisplay(terminal, clock, context)
    : new LinesDisplay(terminal, clock, context)
}
