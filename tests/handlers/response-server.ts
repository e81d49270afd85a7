import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

interface Received {
  readonly method: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A response URL on this machine; answers `statuses` in turn, the last one for ever. */
export async function responseServer(statuses: readonly number[] = [200]) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const status = statuses[Math.min(received.length, statuses.length - 1)] ?? 200
    received.push({ method: request.method, headers: request.headers, body: await text(request) })
    response.writeHead(status).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/answer?Signature=secret`,
    received,
    answers: () => received.map(({ body }) => JSON.parse(body)),
    close: () =>
      new Promise((closed) => {
        server.close(closed)
        server.closeAllConnections()
      }),
  }
}

export type ResponseServer = Awaited<ReturnType<typeof responseServer>>
