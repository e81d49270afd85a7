import type { Structure } from './data.ts'

/** A request as it came, before anybody knows which service it is for. */
export interface HttpRequest {
  readonly method: string
  readonly host: string
  /** Without the query, still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** A request understood. */
export interface Call {
  /** As in the credential scope of the signature: `cloudformation`, `s3`, `monitoring`. */
  readonly service: string
  readonly action: string
  readonly parameters: Structure
  readonly requestId: string
  readonly region: string
  readonly http: HttpRequest
}

/** What a service gives back; a Reply where the body is no structure (S3). */
export type Result = Structure | Reply

export const isReply = (result: Result): result is Reply =>
  typeof result.status === 'number' && 'headers' in result && 'body' in result

/** How one of AWS's protocols is spoken. */
export interface Protocol {
  /** Which of the service's actions this is, and its parameters. */
  readonly read: (http: HttpRequest) => { readonly action: string; readonly parameters: Structure }
  readonly answer: (call: Call, result: Structure) => Reply
  readonly refuse: (refusal: Refusal) => Reply
}

export interface Refusal {
  readonly code: string
  readonly message: string
  readonly status: number
  readonly requestId: string
  readonly method: string
  readonly path: string
  /** What some errors say besides, such as S3's Region or a Retry-After. */
  readonly headers: Readonly<Record<string, string>>
}

/** The SDK reads a request's id in the head of the answer, whatever stands in its body. */
export const identified = (reply: Reply, requestId: string): Reply => ({
  ...reply,
  headers: {
    'x-amzn-requestid': requestId,
    'x-amz-request-id': requestId,
    'x-amz-id-2': requestId,
    ...reply.headers,
  },
})
