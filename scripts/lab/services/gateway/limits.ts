import type { IncomingMessage } from 'node:http'
import type { Refusal } from './answer.ts'
import { refusals } from './refusals.ts'
import { type Request, valuesOf } from './request.ts'

/** In bytes, through an endpoint and from the internet (semantics, section 9.2). */
const LIMITS = {
  endpoint: { url: 8192, headers: 8000 },
  public: { url: 10_240, headers: 10_240 },
} as const
const BODY = 10 * 1024 * 1024

/** What node reads of a request's head at most: more than API Gateway takes, so that the refusal is API Gateway's. */
export const LARGEST_HEAD = 32 * 1024

/** Why no request of this form is looked at any further. */
export function refuseForm(request: Request): Refusal | undefined {
  const limits = request.door.endpoint ? LIMITS.endpoint : LIMITS.public
  if (!request.target.startsWith('/') || valuesOf(request, 'host').length > 1) return refusals.badRequest()
  if (Buffer.byteLength(request.target) > limits.url) return refusals.uriTooLong()
  // As they stand on the wire: name, colon, space, value, end of line.
  const bytes = request.headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
  return bytes > limits.headers ? refusals.headersTooLarge() : undefined
}

/** The body; undefined where there is more of it than API Gateway takes. */
export async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > BODY) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Whether the head announces a larger one. */
export const announcesTooMuch = (request: Request): boolean =>
  Number(valuesOf(request, 'content-length')[0] ?? 0) > BODY
