import { decode, encode, type Packet, TRUNCATED_RESPONSE } from 'dns-packet'
import { FORMERR, reply } from './answer.ts'

/** Over UDP without EDNS (RFC 1035, section 4.2.1). */
const PLAIN = 512
const HEADER = 12
const IS_RESPONSE = 0x80

/** The query in a message; undefined for what no resolver answers: noise, and responses, which would go in circles. */
export function readQuery(message: Buffer): Packet | 'malformed' | undefined {
  if (message.length < HEADER || (message.readUInt8(2) & IS_RESPONSE) !== 0) return undefined
  try {
    return decode(message)
  } catch {
    return 'malformed'
  }
}

/** What a message that cannot be read is told. */
export const malformed = (message: Buffer): Buffer =>
  Buffer.from(encode(reply({ id: message.readUInt16BE(0) }, { code: FORMERR })))

/** A response as it goes over TCP. */
export const whole = (response: Packet): Buffer => Buffer.from(encode(response))

/** A response as it goes over UDP: what does not fit is asked again over TCP. */
export function fitting(response: Packet, query: Packet): Buffer {
  const message = whole(response)
  if (message.length <= roomOf(query)) return message
  const flags = (response.flags ?? 0) | TRUNCATED_RESPONSE
  return whole({ ...response, flags, answers: [], authorities: [] })
}

function roomOf({ additionals = [] }: Packet): number {
  const opt = additionals.find((one) => one.type === 'OPT')
  return Math.max(PLAIN, opt && 'udpPayloadSize' in opt ? opt.udpPayloadSize : PLAIN)
}

/** A message with its length before it, as TCP carries it. */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}

/** Cuts a TCP stream into messages. */
export class Frames {
  private rest = Buffer.alloc(0)

  /** The messages that are complete with these bytes. */
  take(bytes: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, bytes])
    const messages: Buffer[] = []
    while (this.rest.length >= 2 && this.rest.length >= 2 + this.rest.readUInt16BE(0)) {
      const end = 2 + this.rest.readUInt16BE(0)
      messages.push(this.rest.subarray(2, end))
      this.rest = this.rest.subarray(end)
    }
    return messages
  }
}
