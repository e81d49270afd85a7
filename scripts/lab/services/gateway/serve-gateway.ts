import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Plan } from '../../plan/plan.ts'
import type { Certificate } from '../certificate.ts'
import type { Closable } from '../closable.ts'
import type { Reply } from './answer.ts'
import { doorsOf } from './doors.ts'
import { handle, type Service } from './handle.ts'
import type { Invoke } from './integrate.ts'
import { LARGEST_HEAD } from './limits.ts'
import { receive } from './receive.ts'
import { refusals } from './refusals.ts'
import type { Door, Request } from './request.ts'
import { send } from './send.ts'
import type { Deployed } from './settings.ts'
import { Throttle } from './throttle.ts'

export interface Options {
  readonly plan: Plan
  /** What is deployed now; a redeployment changes what this returns. */
  readonly model: () => Deployed
  readonly tls: Pick<Certificate, 'cert' | 'key'>
  readonly invoke: Invoke
  readonly known: Service['known']
  readonly log: Service['log']
  readonly now: Service['now']
  /** 0 for any that is free. */
  readonly port?: number
  readonly doors?: readonly Door[]
  /** Milliseconds that a client may take to send a head. */
  readonly patience?: number
}

/** API Gateway's front ends, each with the address that it got. */
export interface Gateway extends Closable {
  readonly addresses: readonly AddressInfo[]
}

/** Serves HTTPS at every interface of the plan's endpoints and at the public front end. */
export async function serveGateway(options: Options): Promise<Gateway> {
  const { plan, port = 443, doors = doorsOf(plan), invoke, known, log, now } = options
  const service: Service = { invoke, known, log, now, throttle: new Throttle() }
  // Also of clients that have not finished the handshake.
  const sockets = new Set<Duplex>()
  const servers = await Promise.all(
    doors.map(async (door) => {
      const server = serverOf(door, service, options)
      server.on('connection', (socket) => {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
      })
      server.listen(port, door.address)
      await once(server, 'listening')
      return server
    }),
  )
  return {
    addresses: servers.map((server) => server.address() as AddressInfo),
    async close() {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map((server) => once(server.close(), 'close')))
    },
  }
}

/** Node's parser is strict: two lengths, a length beside chunks and a missing Host end the connection with a 400. */
function serverOf(door: Door, service: Service, { tls, model, patience = 10_000 }: Options): Server {
  return createServer(
    {
      cert: tls.cert,
      key: tls.key,
      // Whether private APIs speak 1.3 as well, two pages of AWS disagree on (U5).
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: patience,
      headersTimeout: patience,
      requestTimeout: 3 * patience,
      connectionsCheckingInterval: Math.ceil(patience / 10),
      keepAliveTimeout: 6 * patience,
      maxHeaderSize: LARGEST_HEAD,
      insecureHTTPParser: false,
    },
    async (message, response) => {
      const request = receive(message, door, service.now())
      // A client that goes away while it is answered is no event of the lab's.
      message.on('error', () => {})
      response.on('error', () => {})
      send(response, request, await answered(request, message, model, service))
    },
  )
}

/** A mistake of the lab's is a 500 as well, and ends nothing else. */
async function answered(
  request: Request,
  message: IncomingMessage,
  model: () => Deployed,
  service: Service,
): Promise<Reply> {
  try {
    return await handle(request, message, model(), service)
  } catch (error) {
    if (!message.destroyed || message.complete)
      service.log(`lab: 500 ${request.method} ${request.target}: ${(error as Error).stack}`)
    return refusals.internal()
  }
}
