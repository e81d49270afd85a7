import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Plan } from '../../plan/plan.ts'
import type { Certificate } from '../certificate.ts'
import type { Closable } from '../closable.ts'
import type { Reply } from './answer.ts'
import { doorsOf } from './doors.ts'
import { handle, type Service } from './handle.ts'
import type { Invoke } from './integrate.ts'
import { LARGEST_HEAD } from './limits.ts'
import { refusals } from './refusals.ts'
import type { Door, Ids, Request } from './request.ts'
import type { Deployed } from './settings.ts'
import { Throttle } from './throttle.ts'

export interface Options {
  readonly plan: Plan
  /** What is deployed now; a redeployment changes what this returns. */
  readonly model: () => Deployed
  readonly tls: Pick<Certificate, 'cert' | 'key'>
  readonly invoke: Invoke
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
  const { plan, port = 443, doors = doorsOf(plan), invoke, log, now } = options
  const service: Service = { invoke, log, now, throttle: new Throttle() }
  const servers = await Promise.all(
    doors.map(async (door) => {
      const server = serverOf(door, service, options)
      server.listen(port, door.address)
      await once(server, 'listening')
      return server
    }),
  )
  return {
    addresses: servers.map((server) => server.address() as AddressInfo),
    async close() {
      await Promise.all(
        servers.map((server) => {
          const closed = once(server, 'close')
          server.close()
          server.closeAllConnections()
          return closed
        }),
      )
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
      const request = requestOf(message, door, service.now())
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

function requestOf(message: IncomingMessage, door: Door, now: number): Request {
  const socket = message.socket as TLSSocket
  const raw = message.rawHeaders
  return {
    door,
    from: socket.remoteAddress ?? '',
    serverName: (socket as TLSSocket & { servername?: string | false }).servername || undefined,
    cipher: socket.getCipher().name,
    method: message.method ?? '',
    target: message.url ?? '',
    protocol: `HTTP/${message.httpVersion}`,
    headers: raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : [])),
    at: now,
    ids: newIds(now),
  }
}

function newIds(now: number): Ids {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')
  return {
    request: randomUUID(),
    extended: randomBytes(11).toString('base64'),
    trace: `Root=1-${seconds}-${randomBytes(12).toString('hex')}`,
  }
}

/** In the order of names that was observed (semantics, section 5.1). */
function send(response: ServerResponse, { at, ids }: Request, reply: Reply): void {
  const isType = (name: string) => name.toLowerCase() === 'content-type'
  const type = reply.headers.find(([name]) => isType(name))?.[1] ?? 'application/json'
  const others = reply.headers.filter(([name]) => !isType(name))
  const isError = reply.error !== undefined
  const hasBody = reply.status !== 204 && reply.status !== 304
  const headers: [string, string][] = [
    ['Date', new Date(at).toUTCString()],
    ...(hasBody
      ? ([
          ['Content-Type', type],
          ['Content-Length', String(reply.body.length)],
        ] satisfies [string, string][])
      : []),
    ['Connection', reply.close || !response.shouldKeepAlive ? 'close' : 'keep-alive'],
    ['x-amzn-RequestId', ids.request],
    ...(isError ? others.map(([name, value]): [string, string] => [name, value]) : []),
    ['x-amz-apigw-id', ids.extended],
    ...(isError ? [] : others.map(([name, value]): [string, string] => [name, value])),
    ...(isError ? [] : ([['X-Amzn-Trace-Id', ids.trace]] satisfies [string, string][])),
  ]
  response.sendDate = false
  response.writeHead(reply.status, headers.flat())
  response.end(hasBody ? reply.body : undefined)
}
