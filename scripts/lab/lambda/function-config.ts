/** A function as the templates configure it. */
export interface FunctionConfig {
  /** Of the model: `SecurePrivateApi/Greeter`. */
  readonly address: string
  /** Its namespace: `fn0`. */
  readonly namespace: string
  /** Where the lab listens for its processes. */
  readonly runtimeApi: string
  readonly name: string
  readonly arn: string
  readonly region: string
  readonly code: Code
  readonly runtime: string
  /** `index.handler` */
  readonly handler: string
  /** In MB. */
  readonly memory: number
  /** In seconds. */
  readonly timeout: number
  readonly environment: Readonly<Record<string, string>>
  /** Reserved concurrency; undefined for none. */
  readonly reserved: number | undefined
  readonly logGroup: string
  readonly logs: Logs
}

/** What the function runs, or why the lab cannot run it. */
export type Code =
  | { readonly kind: 'inline'; readonly text: string }
  | { readonly kind: 'none'; readonly why: string }

/** How its logs are written: lines of text, or JSON of at least a level. */
export type Logs = { readonly format: 'Text' } | { readonly format: 'JSON'; readonly level: string }
