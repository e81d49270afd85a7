import type { Call, Protocol, Result } from './protocol/message.ts'
import type { Dialect } from './protocol/wording.ts'

export type Action = (call: Call) => Result | Promise<Result>

/** A service of AWS: how it is spoken to, and what it does. */
export interface Service {
  readonly protocol: Protocol
  readonly dialect: Dialect
  readonly actions: Readonly<Record<string, Action>>
  /** What IAM calls the action, and the resource it is on. */
  readonly permission: (call: Call) => { readonly action: string; readonly resource: string }
}

/** Where the endpoint stands. */
export interface Place {
  readonly account: string
  readonly region: string
}
