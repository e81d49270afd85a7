import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.ts'
import type { Closable } from './closable.ts'

/** AWS's service that tells callers the address they come from; the greeter asks it for its own. */
export const CHECK_IP_NAME = 'checkip.amazonaws.com'

export async function serveCheckIp(
  address: string,
  { cert, key }: Pick<Certificate, 'cert' | 'key'>,
  port = 443,
): Promise<Closable & { readonly port: number }> {
  const server = createServer({ cert, key }, ({ socket }, response) => {
    response.setHeader('Content-Type', 'text/plain')
    response.end(`${socket.remoteAddress}\n`)
  })
  server.listen(port, address)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
