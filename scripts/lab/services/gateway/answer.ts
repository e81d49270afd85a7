/** What a client is sent, less what every answer carries. */
export interface Reply {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  readonly close: boolean
  /** What access logs call the error. */
  readonly error?: { readonly message: string; readonly type: string }
}

/** A refusal in API Gateway's own words, and what the lab's own log says besides. */
export interface Refusal extends Reply {
  readonly because?: string
}
