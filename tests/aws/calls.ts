import type { Structure } from './protocol/data.ts'

/** A request that came in, whatever became of it. */
export interface LoggedCall {
  /** From 1, over all services. */
  readonly index: number
  readonly service: string
  readonly action: string
  /** Which one of this service and action it is, from 1. */
  readonly occurrence: number
  readonly parameters: Structure
  /** The HTTP status; 0 where there was no answer. */
  status: number
  /** The endpoint's clock, milliseconds since 1970. */
  readonly at: number
}

/** `cloudformation:CreateChangeSet` */
export const nameOf = ({ service, action }: Pick<LoggedCall, 'service' | 'action'>): string =>
  `${service}:${action}`

export class CallLog {
  readonly all: LoggedCall[] = []

  add(call: Pick<LoggedCall, 'service' | 'action' | 'parameters' | 'at'>): LoggedCall {
    const name = nameOf(call)
    const logged = { ...call, index: this.all.length + 1, occurrence: this.count(name) + 1, status: 0 }
    this.all.push(logged)
    return logged
  }

  /** How many there were, of `service:Action`, of `service:`, or of all. */
  count(name = ''): number {
    return this.named(name).length
  }

  named(name: string): LoggedCall[] {
    return this.all.filter((call) =>
      /:./.test(name) ? nameOf(call) === name : nameOf(call).startsWith(name),
    )
  }

  clear(): void {
    this.all.length = 0
  }
}
