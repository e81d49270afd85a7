import type { Endpoint } from '../../plan/plan.ts'

/** An address that requests come in at: of an endpoint, or of the public front end. */
export interface Door {
  readonly address: string
  readonly endpoint: Endpoint | undefined
}

/** The head of a request as it came, and what its connection shows; nothing that a client writes stands for a fact. */
export interface Request {
  readonly door: Door
  /** The address at the other end of the connection. */
  readonly from: string
  /** The name that the TLS client asked for. */
  readonly serverName: string | undefined
  readonly cipher: string
  readonly method: string
  /** As in the request line: path and query. */
  readonly target: string
  readonly protocol: string
  /** In their order, with the client's capitals. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly at: number
  readonly ids: Ids
}

/** What a request is known by in headers, events and logs. */
export interface Ids {
  readonly request: string
  /** `x-amz-apigw-id`, the extended request id. */
  readonly extended: string
  readonly trace: string
}

/** The values of a header, whatever its capitals. */
export const valuesOf = ({ headers }: Pick<Request, 'headers'>, wanted: string): string[] =>
  headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value)

/** Path and query of a request line. */
export function partsOf({ target }: Pick<Request, 'target'>): { path: string; query: string } {
  const at = target.indexOf('?')
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) }
}
