import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An event on its way to a function. */
export interface Invocation {
  readonly requestId: string
  readonly event: string
  /** Milliseconds since 1970. */
  readonly deadline: number
  readonly arn: string
  readonly traceId: string
}

/** What the process of one execution environment says. */
export interface RuntimeEvents {
  /** It is ready for an invocation, which goes to `deliver`. */
  next(deliver: (invocation: Invocation) => void): void
  /** False where the request is not the current one. */
  answered(requestId: string, payload: string): boolean
  failed(requestId: string, payload: string): boolean
  tooLarge(requestId: string): void
  initFailed(payload: string): void
}

/** What Lambda takes as the answer of a function, in bytes. */
export const LARGEST_ANSWER = 6_291_556

/** The Runtime API of one execution environment (version 2018-06-01), on a port of its own. */
export class RuntimeApi {
  private readonly server: Server

  constructor(events: RuntimeEvents) {
    this.server = createServer((request, response) => void handle(request, response, events))
    // The process waits in `next` and in its handler for as long as nobody calls.
    this.server.keepAliveTimeout = 0
    this.server.requestTimeout = 0
  }

  /** @returns `169.254.100.1:40123` */
  listen(address: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(0, address, () => {
        resolve(`${address}:${(this.server.address() as AddressInfo).port}`)
      })
    })
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}

const ROOT = '/2018-06-01/runtime'

async function handle(request: IncomingMessage, response: ServerResponse, events: RuntimeEvents) {
  // A process that ends in the middle of a request is its exit, which somebody else sees.
  const body = await bodyOf(request).catch(() => undefined)
  if (body === undefined) return
  const what = `${request.method} ${request.url?.replace(ROOT, '')}`
  const [, requestId = '', action] = /^POST \/invocation\/([^/]+)\/(response|error)$/.exec(what) ?? []
  const reply = (status: number, content: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))

  if (what === 'GET /invocation/next') {
    events.next((invocation) => deliver(response, invocation))
  } else if (what !== 'POST /init/error' && !action) {
    reply(404, { errorType: 'NotFound', errorMessage: what })
  } else if (body === 'too large') {
    events.tooLarge(requestId)
    reply(413, { errorType: 'RequestEntityTooLarge', errorMessage: 'Exceeded maximum allowed payload size' })
  } else if (!action) {
    reply(202, { status: 'OK' })
    events.initFailed(body.text)
  } else if ((action === 'response' ? events.answered : events.failed)(requestId, body.text)) {
    reply(202, { status: 'OK' })
  } else {
    reply(400, { errorType: 'InvalidRequestID', errorMessage: 'Invalid request ID' })
  }
}

function deliver(response: ServerResponse, { requestId, event, deadline, arn, traceId }: Invocation): void {
  const headers = {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': String(deadline),
    'lambda-runtime-invoked-function-arn': arn,
    'lambda-runtime-trace-id': traceId,
  }
  response.writeHead(200, headers).end(event)
}

async function bodyOf(request: IncomingMessage): Promise<{ text: string } | 'too large'> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    // What is too much is read nevertheless: the process sends all before it listens.
    if (size <= LARGEST_ANSWER) chunks.push(chunk)
  }
  return size > LARGEST_ANSWER ? 'too large' : { text: Buffer.concat(chunks).toString() }
}
