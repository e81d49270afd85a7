import { request } from 'node:https'
import { text } from 'node:stream/consumers'

/** One request, as a program at a host of the lab makes it. */
export interface Probe {
  /** What the connection is opened to, a name or an address. */
  readonly connect: string
  /** The name that the certificate must be for. */
  readonly serverName: string
  readonly headers: Readonly<Record<string, string>>
  readonly method: string
  readonly path: string
}

/** What came of it: an HTTP status, or why there is none. */
export type Happened =
  | { readonly status: number; readonly body: string }
  | { readonly trouble: 'no name' | 'timeout' | 'refused' | 'other'; readonly detail: string }

/** A packet that is dropped is sent again after one second; a second one that is dropped says enough. */
const CONNECT_MS = 2500
/** Who is connected gets an answer: API Gateway's own patience with a function ends after 29 seconds. */
const ANSWER_MS = 35_000

/** Makes all requests that the standard input lists, at once, and prints what came of each. For `verify` only. */
export async function runProbe(): Promise<number> {
  const probes: Probe[] = JSON.parse(await text(process.stdin))
  process.stdout.write(JSON.stringify(await Promise.all(probes.map(ask))))
  return 0
}

function ask({ connect, serverName, headers, method, path }: Probe): Promise<Happened> {
  return new Promise((done) => {
    const patience = new AbortController()
    const end = () => patience.abort()
    let timer = setTimeout(end, CONNECT_MS).unref()
    const { signal } = patience
    const options = {
      host: connect,
      servername: serverName,
      port: 443,
      method,
      path,
      headers,
      agent: false,
      signal,
    }
    request(options, async (response) =>
      done({ status: response.statusCode ?? 0, body: await text(response) }),
    )
      .on('socket', (socket) =>
        socket.once('connect', () => {
          clearTimeout(timer)
          timer = setTimeout(end, ANSWER_MS).unref()
        }),
      )
      .on('error', (error: NodeJS.ErrnoException) =>
        done({ trouble: troubleOf(error), detail: error.message }),
      )
      .end()
  })
}

function troubleOf({ code, name }: NodeJS.ErrnoException) {
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no name'
  return code === 'ECONNREFUSED' ? 'refused' : 'other'
}
