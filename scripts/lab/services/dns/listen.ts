import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Packet } from 'dns-packet'
import { Frames, fitting, framed, malformed, readQuery, whole } from './message.ts'

/** Answers a query; the response may have to be asked for elsewhere. */
export type Resolve = (query: Packet) => Packet | Promise<Packet>

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** A TCP client that says nothing for so long is hung up on. */
const IDLE = 10_000

/** Answers DNS on one address, over UDP and TCP at the same port. */
export async function listenDns(address: string, port: number, resolve: Resolve): Promise<Listening> {
  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveStream(socket, resolve)
  })
  tcp.listen(port, address)
  await once(tcp, 'listening')
  const bound = (tcp.address() as AddressInfo).port

  const udp = createSocket('udp4')
  udp.on('message', async (message, peer) => {
    const response = await respond(message, resolve, fitting)
    // It may have been closed meanwhile; and whoever is gone misses the answer, as with every datagram.
    if (response && open) udp.send(response, peer.port, peer.address, () => {})
  })
  let open = true
  udp.bind(bound, address)
  await once(udp, 'listening')
  udp.on('error', () => {})
  return {
    port: bound,
    async close() {
      open = false
      udp.close()
      for (const socket of sockets) socket.destroy()
      tcp.close()
      await once(tcp, 'close')
    },
  }
}

/** A client may send several queries without waiting; each is answered when it is ready (RFC 7766). */
function serveStream(socket: Socket, resolve: Resolve): void {
  const frames = new Frames()
  socket.setTimeout(IDLE, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('data', async (bytes) => {
    for (const message of frames.take(bytes)) {
      const response = await respond(message, resolve, whole)
      if (!response) return socket.destroy()
      if (socket.writable) socket.write(framed(response))
    }
  })
}

async function respond(
  message: Buffer,
  resolve: Resolve,
  pack: (response: Packet, query: Packet) => Buffer,
): Promise<Buffer | undefined> {
  const query = readQuery(message)
  if (query === undefined) return undefined
  try {
    if (query !== 'malformed') return pack(await resolve(query), query)
  } catch {
    // A name that can be read is not always one that can be written.
  }
  return malformed(message)
}
