import type { ServerResponse } from 'node:http'
import type { Reply } from './answer.ts'
import type { Request } from './request.ts'

/** Sends an answer; its headers are in the order that was observed (semantics, section 5.1). */
export function send(response: ServerResponse, { at, ids }: Request, reply: Reply): void {
  const isType = ([name]: readonly [string, string]) => name.toLowerCase() === 'content-type'
  const [, type] = reply.headers.find(isType) ?? ['', 'application/json']
  const others = reply.headers.filter((header) => !isType(header))
  const hasBody = reply.status !== 204 && reply.status !== 304
  const id = ['x-amz-apigw-id', ids.extended] as const
  const headers = [
    ['Date', new Date(at).toUTCString()],
    ...(hasBody
      ? [['Content-Type', type] as const, ['Content-Length', String(reply.body.length)] as const]
      : []),
    ['Connection', reply.close || !response.shouldKeepAlive ? 'close' : 'keep-alive'],
    ['x-amzn-RequestId', ids.request],
    // An error has its type before the id, and no trace.
    ...(reply.error ? [...others, id] : [id, ...others, ['X-Amzn-Trace-Id', ids.trace] as const]),
  ]
  response.sendDate = false
  response.writeHead(reply.status, headers.flat())
  // As a text, byte for byte, it goes out in one piece with the head: that is one TLS record instead of two.
  if (hasBody) response.end(reply.body.toString('latin1'), 'latin1')
  else response.end()
}
