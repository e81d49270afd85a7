import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import type { Door, Ids, Request } from './request.ts'

/** The head of a request, with what its connection shows. */
export function receive(message: IncomingMessage, door: Door, now: number): Request {
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
    extended: random(11).toString('base64'),
    trace: `Root=1-${seconds}-${random(12).toString('hex')}`,
  }
}

/** Random bytes by the thousand: to ask the system for a few takes a tenth of the time of a request. */
let [pool, used] = [Buffer.alloc(0), 0]

function random(bytes: number): Buffer {
  if (used + bytes > pool.length) [pool, used] = [randomBytes(8192), 0]
  used += bytes
  return pool.subarray(used - bytes, used)
}
