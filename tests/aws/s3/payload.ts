import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { HttpRequest } from '../protocol/message.ts'
import { ServiceError } from '../protocol/service-error.ts'

/** The content of an upload, out of its chunks if it has any, and what the client says it must add up to. */
export function payloadOf({ headers, body }: HttpRequest): Buffer {
  const chunked =
    /aws-chunked/.test(headers['content-encoding'] ?? '') || 'x-amz-decoded-content-length' in headers
  const { content, trailers } = chunked ? unchunk(body) : { content: body, trailers: {} }
  const said: Readonly<Record<string, string>> = { ...headers, ...trailers }
  refuse(said['content-md5'], () => hash('md5', content), 'Content-MD5')
  refuse(said['x-amz-checksum-sha256'], () => hash('sha256', content), 'sha256')
  refuse(said['x-amz-checksum-sha1'], () => hash('sha1', content), 'sha1')
  refuse(said['x-amz-checksum-crc32'], () => crc(content), 'CRC32')
  return content
}

const hash = (algorithm: string, content: Buffer) => createHash(algorithm).update(content).digest('base64')

function crc(content: Buffer): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(content))
  return bytes.toString('base64')
}

function refuse(said: string | undefined, actual: () => string, what: string): void {
  if (said !== undefined && said !== actual())
    throw new ServiceError('BadDigest', `The ${what} you specified did not match the calculated checksum.`)
}

/** `size;chunk-signature=…\r\n` content `\r\n` …, a chunk of size 0, then trailing headers ("aws-chunked"). */
function unchunk(body: Buffer): { content: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = []
  let from = 0
  for (;;) {
    const end = body.indexOf('\r\n', from)
    if (end < 0) throw new ServiceError('IncompleteBody', 'The request body terminated unexpectedly')
    const size = Number.parseInt(body.toString('latin1', from, end), 16)
    from = end + 2
    if (size === 0) break
    chunks.push(body.subarray(from, from + size))
    from += size + 2
  }
  const lines = body.toString('latin1', from).split('\r\n').filter(Boolean)
  const trailers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(/:\s*/, 2)
      return [name.toLowerCase(), value]
    }),
  )
  return { content: Buffer.concat(chunks), trailers }
}
