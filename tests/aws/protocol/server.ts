import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { HttpRequest, Reply } from './message.ts'

/** What can become of a request: an answer, a connection that breaks, or nothing at all. */
export type Outcome = Reply | 'reset' | 'silence'

/** Listens on this machine alone, on a port that is free. */
export async function listen(handle: (request: HttpRequest) => Promise<Outcome>) {
  const sockets = new Set<Socket>()
  const server = createServer((incoming, response) => {
    serve(incoming, response, handle).catch((error: unknown) => {
      // A bug of the endpoint must not look like a failure of AWS, which clients retry.
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
      response.writeHead(418).end()
    })
  })
  server.keepAliveTimeout = 60_000
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  handle: (request: HttpRequest) => Promise<Outcome>,
): Promise<void> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
  } catch {
    return
  }
  const outcome = await handle(requestOf(incoming, Buffer.concat(chunks)))
  if (outcome === 'silence') return
  if (outcome === 'reset') {
    incoming.socket.resetAndDestroy()
    return
  }
  const length = incoming.method === 'HEAD' ? {} : { 'content-length': Buffer.byteLength(outcome.body) }
  response.writeHead(outcome.status, { ...length, ...outcome.headers })
  response.end(incoming.method === 'HEAD' ? undefined : outcome.body)
}

function requestOf(incoming: IncomingMessage, body: Buffer): HttpRequest {
  const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s)
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  )
  return {
    method: incoming.method ?? 'GET',
    host: headers.host ?? '',
    path,
    query: new URLSearchParams(query),
    headers,
    body,
  }
}
