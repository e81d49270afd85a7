import { type LoggedCall, nameOf } from './calls.ts'

/**
 * What goes wrong. `…-after`: the call took effect, and the caller does not hear of it. `expire`: the credentials it
 * was signed with are expired from here on. `deny`: this call is denied; `aws.deny` denies an action for good.
 */
export type Trouble =
  | 'throttle'
  | 'internal-error'
  | 'unavailable'
  | 'reset'
  | 'reset-after'
  | 'silence'
  | 'silence-after'
  | 'expire'
  | 'deny'

/** The Nth call over all services, every call of a name, one of them, or whatever a function says. */
export type When =
  | number
  | string
  | { readonly call: string; readonly occurrence: number }
  | ((call: LoggedCall) => boolean)

export interface Fault {
  readonly when: When
  readonly trouble: Trouble
  /** Seconds, with `throttle`: the service says when to come again. */
  readonly retryAfter?: number
  /** Once, unless told otherwise. */
  readonly times?: number
}

export interface Fired {
  readonly call: LoggedCall
  readonly trouble: Trouble
}

export class Faults {
  private readonly planned: { readonly fault: Fault; left: number }[] = []
  /** Every fault that took place, in order. */
  readonly fired: Fired[] = []
  /** Things a test does at that moment: somebody deletes the stack, a process is killed. */
  before: ((call: LoggedCall) => void | Promise<void>) | undefined
  after: ((call: LoggedCall) => void | Promise<void>) | undefined

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) this.planned.push({ fault, left: fault.times ?? 1 })
  }

  clear(): void {
    this.planned.length = 0
    this.fired.length = 0
    this.before = undefined
    this.after = undefined
  }

  /** The fault of a call, which with that is used up. */
  take(call: LoggedCall): Fault | undefined {
    const found = this.planned.find(({ fault, left }) => left > 0 && applies(fault.when, call))
    if (!found) return undefined
    found.left -= 1
    this.fired.push({ call, trouble: found.fault.trouble })
    return found.fault
  }
}

function applies(when: When, call: LoggedCall): boolean {
  if (typeof when === 'number') return when === call.index
  if (typeof when === 'string') return when === nameOf(call)
  if (typeof when === 'function') return when(call)
  return when.call === nameOf(call) && when.occurrence === call.occurrence
}
