import { type Answer, type Packet, type Question, RECURSION_AVAILABLE, RECURSION_DESIRED } from 'dns-packet'
import type { Entry, View } from './view.ts'

const TTL = 60
const NXDOMAIN = 3
export const FORMERR = 1
export const NOTIMP = 4
const REFUSED = 5
const OPCODE = 0x7800
/** What a client with EDNS may be sent over UDP: no fragments (DNS flag day 2020). */
const PAYLOAD = 1232

/**
 * What a resolver with this view answers. Never authoritative: it is a resolver, as the Amazon one is.
 *
 * @param turn rotates the addresses
 */
export function answer(query: Packet, view: View, turn: number): Packet {
  const [question, ...more] = query.questions ?? []
  if ((query.flags ?? 0) & OPCODE) return reply(query, { code: NOTIMP })
  if (!question || more.length > 0) return reply(query, { code: FORMERR })
  if (question.class !== undefined && question.class !== 'IN') return reply(query, { code: REFUSED })
  const { answers, last, exists } = follow(question, view, turn)
  const complete = answers.some(({ type }) => isAsked(question, type))
  return reply(query, {
    code: exists ? 0 : NXDOMAIN,
    answers,
    authorities: complete ? [] : [soa(view.zoneOf(last))],
  })
}

/** The records from the name that was asked for along its aliases. */
function follow(question: Question, view: View, turn: number) {
  const answers: Answer[] = []
  let name = question.name
  let entry: Entry | undefined = view.find(name.toLowerCase())
  if (entry && 'alias' in entry) {
    answers.push({ type: 'CNAME', name, ttl: TTL, data: entry.alias })
    if (question.type === 'CNAME') return { answers, last: name, exists: true }
    name = entry.alias
    entry = view.find(name)
  }
  if (entry && 'addresses' in entry && isAsked(question, 'A')) {
    const { addresses } = entry
    const rotated = addresses.map((_, i) => addresses[(i + turn) % addresses.length] ?? '')
    answers.push(...rotated.map((data): Answer => ({ type: 'A', name, ttl: TTL, data })))
  }
  return { answers, last: name.toLowerCase(), exists: entry !== undefined }
}

/** `ANY` is no record type to dns-packet's types, but a question it is. */
const isAsked = ({ type }: Question, given: string): boolean => type === given || (type as string) === 'ANY'

/** A response to a query: its id, question and wish for recursion are repeated, and EDNS where it was there. */
export function reply(
  { id, flags = 0, questions = [], additionals = [] }: Packet,
  { code, answers = [], authorities = [] }: { code: number; answers?: Answer[]; authorities?: Answer[] },
): Packet {
  const edns = additionals.some(({ type }) => type === 'OPT')
  return {
    id: id ?? 0,
    type: 'response',
    flags: RECURSION_AVAILABLE | (flags & (RECURSION_DESIRED | OPCODE)) | code,
    questions: questions.slice(0, 1),
    answers,
    authorities,
    additionals: edns ? [OPT] : [],
  }
}

const OPT: Answer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: PAYLOAD,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
}

const soa = (name: string): Answer => ({
  type: 'SOA',
  name,
  ttl: TTL,
  data: {
    mname: 'ns-0.awsdns-00.com',
    rname: 'awsdns-hostmaster.amazon.com',
    serial: 1,
    refresh: 7200,
    retry: 900,
    expire: 1209600,
    minimum: TTL,
  },
})
