import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { decode, encode, type Packet } from 'dns-packet'
import { Frames, framed } from './message.ts'

/** Where a forwarder asks, and from where; time is in milliseconds for each server. */
export interface Forwarding {
  readonly from: string
  readonly to: readonly string[]
  readonly port: number
  readonly patience: number
}

/**
 * What the first server says that answers: over UDP, and over TCP where the answer does not fit.
 *
 * @returns undefined where none answers
 */
export async function forward(query: Packet, forwarding: Forwarding): Promise<Packet | undefined> {
  for (const server of forwarding.to) {
    const id = randomInt(0x10000)
    const message = Buffer.from(encode({ ...query, id }))
    const isAnswer = (response: Packet) => response.id === id && repeats(response, query)
    const ask = (over: typeof overUdp) => over(message, server, forwarding, isAnswer)
    const first = await ask(overUdp)
    const response = first?.flag_tc ? await ask(overTcp) : first
    if (response) return { ...response, id: query.id ?? 0 }
  }
  return undefined
}

type Over = (
  message: Buffer,
  server: string,
  forwarding: Forwarding,
  isAnswer: (response: Packet) => boolean,
) => Promise<(Packet & { flag_tc?: boolean }) | undefined>

const overUdp: Over = (message, server, { from, port, patience }, isAnswer) =>
  new Promise((done) => {
    const socket = createSocket('udp4')
    const end = (response?: Packet) => {
      clearTimeout(timer)
      socket.removeAllListeners('message')
      done(response)
      socket.close()
    }
    const timer = setTimeout(end, patience)
    socket.on('error', () => end())
    socket.on('message', (bytes, peer) => {
      const response = peer.address === server && peer.port === port ? read(bytes) : undefined
      if (response && isAnswer(response)) end(response)
    })
    socket.bind(0, from, () => socket.send(message, port, server))
  })

const overTcp: Over = (message, server, { from, port, patience }, isAnswer) =>
  new Promise((done) => {
    const frames = new Frames()
    const socket = connect({ host: server, port, localAddress: from, timeout: patience })
    socket.on('connect', () => socket.write(framed(message)))
    socket.on('timeout', () => socket.destroy())
    socket.on('error', () => socket.destroy())
    // Settled already where there was an answer.
    socket.on('close', () => done(undefined))
    socket.on('data', (bytes) => {
      const response = frames.take(bytes).map(read)[0]
      if (!response) return
      done(isAnswer(response) ? response : undefined)
      socket.destroy()
    })
  })

function read(message: Buffer): Packet | undefined {
  try {
    return decode(message)
  } catch {
    return undefined
  }
}

/** Whether a response is to this question: an id alone is guessed too easily. */
function repeats({ type, questions = [] }: Packet, query: Packet): boolean {
  const [asked, repeated] = [query.questions?.[0], questions[0]]
  return type === 'response' && asked?.name === repeated?.name && asked?.type === repeated?.type
}
