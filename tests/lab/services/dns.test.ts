import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import { decode, encode, type Packet, type RecordType } from 'dns-packet'
import fc from 'fast-check'
import { PUBLIC_FRONT_END } from '../../../scripts/lab/plan/public.ts'
import { answer } from '../../../scripts/lab/services/dns/answer.ts'
import { forward } from '../../../scripts/lab/services/dns/forward.ts'
import { type Listening, listenDns, type Resolve } from '../../../scripts/lab/services/dns/listen.ts'
import { Frames, framed } from '../../../scripts/lab/services/dns/message.ts'
import { endpointNames } from '../../../scripts/lab/services/dns/names.ts'
import { publicView, type View, vpcView } from '../../../scripts/lab/services/dns/view.ts'
import { apiIn, distRegion } from './region.ts'

const { plan, deployed } = distRegion()
const [own] = plan.endpoints
const [vpc] = plan.vpcs
if (!own || !vpc) throw new Error('dist/ has no endpoint')
const APEX = 'execute-api.us-east-1.amazonaws.com'
const privateName = `${apiIn(deployed, 'PRIVATE').id}.${APEX}`
const publicName = `${apiIn(deployed, 'REGIONAL').id}.${APEX}`
const alias = privateName.replace('.', `-${own.id}.`)
const [endpointName = '', zonalName = ''] = [...endpointNames(own, plan).keys()]
const outside = publicView(plan, deployed)
const inside = vpcView(vpc, plan, deployed)
const dark = vpcView(
  vpc,
  { ...plan, endpoints: plan.endpoints.map((one) => ({ ...one, privateDns: false })) },
  deployed,
)

const query = (name: string, type = 'A', more: Partial<Packet> = {}): Packet => ({
  id: 7,
  type: 'query',
  flags: 0x0100,
  questions: [{ type: type as RecordType, name, class: 'IN' }],
  ...more,
})

/** As over the wire: the response code, and the answers in short. */
function ask(view: View, name: string, type?: string, turn = 0) {
  const packet = decode(encode(answer(query(name, type), view, turn)))
  const { rcode, answers = [], authorities = [] } = packet as unknown as Required<Packet> & { rcode: string }
  const short = answers.map((one) => ('data' in one ? `${one.type} ${one.data}` : one.type))
  return { rcode, answers: short, soa: authorities.map((one) => `${one.type} ${one.name}`) }
}

const found = (...answers: string[]) => ({ rcode: 'NOERROR', answers, soa: [] as string[] })
const nothing = (zone: string, ...answers: string[]) => ({ rcode: 'NOERROR', answers, soa: [`SOA ${zone}`] })
const unknown = (zone: string) => ({ rcode: 'NXDOMAIN', answers: [], soa: [`SOA ${zone}`] })
const addresses = own.addresses.map((address) => `A ${address}`)

test.each<[string, View, string, string | undefined, object]>([
  ['public DNS: a public API', outside, publicName, 'A', found(`A ${PUBLIC_FRONT_END}`)],
  ['public DNS: no IPv6', outside, publicName, 'AAAA', nothing(APEX)],
  ['public DNS: a private API', outside, privateName, 'A', unknown(APEX)],
  ['public DNS: no API', outside, `aaaaaaaaaa.${APEX}`, 'A', unknown(APEX)],
  ['public DNS: the apex has names below it', outside, APEX, 'A', nothing(APEX)],
  [
    'public DNS: and so has what is above it',
    outside,
    'us-east-1.amazonaws.com',
    'A',
    nothing('amazonaws.com'),
  ],
  ['public DNS: an alias that is listed', outside, alias, 'A', found(...addresses)],
  ['public DNS: an alias that is not', outside, publicName.replace('.', `-${own.id}.`), 'A', unknown(APEX)],
  ['public DNS: the name of an endpoint', outside, endpointName, 'A', found(...addresses)],
  ['public DNS: its name in one zone', outside, zonalName, 'A', found(...addresses.slice(0, 1))],
  ['public DNS: capitals', outside, publicName.toUpperCase(), 'A', found(`A ${PUBLIC_FRONT_END}`)],
  ['public DNS: the rest of the world', outside, 'www.example.com', 'A', unknown('example.com')],
  ['public DNS: any type', outside, publicName, 'ANY', found(`A ${PUBLIC_FRONT_END}`)],
  ['public DNS: a type without a name', outside, publicName, 'UNKNOWN_65', nothing(APEX)],
  ['private DNS: a private API', inside, privateName, 'A', found(`CNAME ${APEX}`, ...addresses)],
  ['private DNS: a public API is hidden', inside, publicName, 'A', found(`CNAME ${APEX}`, ...addresses)],
  ['private DNS: so is what is no API', inside, `a.b.${APEX}`, 'A', found(`CNAME ${APEX}`, ...addresses)],
  ['private DNS: no IPv6', inside, privateName, 'AAAA', nothing(APEX, `CNAME ${APEX}`)],
  ['private DNS: only the alias', inside, privateName, 'CNAME', found(`CNAME ${APEX}`)],
  ['private DNS: the apex', inside, APEX, 'A', found(...addresses)],
  ['private DNS: the name of an endpoint', inside, endpointName, 'A', found(...addresses)],
  ['without private DNS: a private API', dark, privateName, 'A', unknown(APEX)],
  ['without private DNS: a public API', dark, publicName, 'A', found(`A ${PUBLIC_FRONT_END}`)],
  ['without private DNS: an alias', dark, alias, 'A', found(...addresses)],
])('%s', (_, view, name, type, wanted) => {
  expect(ask(view, name, type)).toEqual(wanted)
})

test('the addresses of an endpoint rotate', () => {
  expect(ask(inside, APEX, 'A', 1).answers).toEqual([...addresses.slice(1), ...addresses.slice(0, 1)])
})

test('an answer is not authoritative, repeats the question and the wish for recursion, and echoes EDNS', () => {
  const opt = { type: 'OPT', name: '.', udpPayloadSize: 4096, flags: 0, options: [] } as never
  const bytes = encode(answer(query('X.Example', 'A', { additionals: [opt] }), outside, 0))
  expect(decode(bytes)).toMatchObject({
    id: 7,
    flag_qr: true,
    flag_aa: false,
    flag_rd: true,
    flag_ra: true,
    questions: [{ name: 'X.Example', type: 'A', class: 'IN' }],
    additionals: [{ type: 'OPT', udpPayloadSize: 1232 }],
  })
  expect(decode(encode(answer(query('x', 'A', { flags: 0 }), outside, 0)))).toMatchObject({
    flag_rd: false,
    additionals: [],
  })
})

test.each<[string, Partial<Packet>, string]>([
  ['another operation', { flags: 0x2800 }, 'NOTIMP'],
  ['no question', { questions: [] }, 'FORMERR'],
  [
    'two questions',
    {
      questions: [
        { type: 'A', name: 'a' },
        { type: 'A', name: 'b' },
      ],
    },
    'FORMERR',
  ],
  ['another class', { questions: [{ type: 'A', name: 'a', class: 'CH' }] }, 'REFUSED'],
])('%s is answered with an error', (_, more, rcode) => {
  expect(decode(encode(answer(query('a', 'A', more), outside, 0)))).toMatchObject({ rcode })
})

describe('over sockets', () => {
  const open: { close(): Promise<void> }[] = []
  afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

  const listen = async (resolve: Resolve, address = '127.0.0.21', port = 0): Promise<Listening> => {
    const listening = await listenDns(address, port, resolve)
    open.push(listening)
    return listening
  }

  /** A datagram, and the first that comes back. */
  async function overUdp(message: Uint8Array, port: number): Promise<Packet & { flag_tc?: boolean }> {
    const socket = createSocket('udp4')
    socket.send(message, port, '127.0.0.21')
    const [bytes] = await once(socket, 'message')
    socket.close()
    return decode(bytes)
  }

  /** Bytes as they are, and so many messages that come back; fewer where the server hangs up. */
  async function overTcp(chunks: readonly Uint8Array[], port: number, count: number): Promise<Packet[]> {
    const socket = connect(port, '127.0.0.21').setNoDelay()
    const frames = new Frames()
    const messages: Packet[] = []
    socket.on('data', (bytes) => {
      messages.push(...frames.take(bytes).map((one) => decode(one)))
      if (messages.length >= count) socket.destroy()
    })
    socket.on('error', () => {})
    for (const chunk of chunks) await new Promise<void>((done) => socket.write(chunk, () => done()))
    if (!socket.destroyed) await once(socket, 'close')
    return messages
  }

  const resolve: Resolve = (packet) => answer(packet, inside, 0)
  const bytesOf = (packet: Packet) => Buffer.from(encode(packet))

  test('several queries over one TCP connection, cut anywhere', async () => {
    const { port } = await listen(resolve)
    const stream = Buffer.concat([framed(bytesOf(query(APEX))), framed(bytesOf({ ...query('x.y'), id: 8 }))])
    const chunks = [...stream].map((byte) => Uint8Array.of(byte))
    const messages = await overTcp(chunks, port, 2)
    expect(messages.map(({ id, answers }) => [id, answers?.length]).sort()).toEqual([
      [7, 2],
      [8, 0],
    ])
  })

  test('what does not fit into a datagram is cut, and whole over TCP', async () => {
    const many = Array.from({ length: 90 }, (_, i) => `10.0.0.${i}`)
    const view: View = { find: () => ({ addresses: many }), zoneOf: () => '.' }
    const { port } = await listen((packet) => answer(packet, view, 0))
    expect(await overUdp(encode(query('x')), port)).toMatchObject({ flag_tc: true, answers: [] })
    const opt = { type: 'OPT', name: '.', udpPayloadSize: 4096, flags: 0, options: [] } as never
    expect((await overUdp(encode(query('x', 'A', { additionals: [opt] })), port)).answers).toHaveLength(90)
    const [whole] = await overTcp([framed(bytesOf(query('x')))], port, 1)
    expect(whole?.answers).toHaveLength(90)
    const asked = { from: '127.0.0.22', to: ['127.0.0.21'], port, patience: 5000 }
    expect((await forward(query('x'), asked))?.answers).toHaveLength(90)
  })

  test('a forwarder asks the next server where one is silent, nonsensical or gone', async () => {
    const servers: string[] = []
    const { port } = await listen((packet) => {
      servers.push('good')
      return answer(packet, inside, 0)
    })
    const silent = createSocket('udp4').bind(port, '127.0.0.23')
    const liar = createSocket('udp4').bind(port, '127.0.0.24')
    open.push({ close: async () => void silent.close() }, { close: async () => void liar.close() })
    silent.on('message', () => servers.push('silent'))
    liar.on('message', (bytes, peer) => {
      servers.push('liar')
      const asked = decode(bytes)
      const forged = answer({ ...asked, id: (asked.id ?? 0) ^ 1 }, inside, 0)
      liar.send(encode(forged), peer.port, peer.address)
      liar.send(
        encode(answer({ ...asked, questions: [{ type: 'A', name: 'other' }] }, inside, 0)),
        peer.port,
        peer.address,
      )
      liar.send(Buffer.from('noise'), peer.port, peer.address)
    })
    const to = ['127.0.0.23', '127.0.0.24', '127.0.0.25', '127.0.0.21']
    const response = await forward(query(privateName), { from: '127.0.0.22', to, port, patience: 100 })
    expect(response).toMatchObject({ id: 7, answers: [{ type: 'CNAME' }, { type: 'A' }, { type: 'A' }] })
    expect(servers).toEqual(['silent', 'liar', 'good'])
    expect(
      await forward(query('x'), { from: '127.0.0.22', to: to.slice(0, 3), port, patience: 100 }),
    ).toBeUndefined()
  })

  test('a resolver that fails answers all the same, and the next query too', async () => {
    const { port } = await listen(({ questions }) => {
      if (questions?.[0]?.name === 'bad') throw new Error('no')
      return answer(query('x'), inside, 0)
    })
    expect(await overUdp(encode(query('bad')), port)).toMatchObject({ id: 7, rcode: 'FORMERR' })
    expect(await overUdp(encode(query('x')), port)).toMatchObject({ rcode: 'NXDOMAIN' })
  })

  test('a response is answered by nobody: two servers would answer one another for ever', async () => {
    const { port } = await listen(resolve)
    const socket = createSocket('udp4')
    socket.send(encode(answer(query('x'), inside, 0)), port, '127.0.0.21')
    socket.send(encode({ ...query('x'), id: 9 }), port, '127.0.0.21')
    const [bytes] = await once(socket, 'message')
    socket.close()
    expect(decode(bytes)).toMatchObject({ id: 9 })
  })

  test('whatever comes, the next query is answered', async () => {
    const { port } = await listen(resolve)
    const honest = bytesOf(query(privateName))
    const damaged = fc
      .tuple(
        fc.nat(honest.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 1, max: honest.length }),
      )
      .map(([at, byte, end]) => {
        const bytes = Uint8Array.from(honest)
        bytes[at] = byte
        return bytes.slice(0, end)
      })
    const message = fc.oneof(fc.uint8Array({ maxLength: 600 }), damaged)
    await fc.assert(
      fc.asyncProperty(message, async (bytes) => {
        const socket = createSocket('udp4')
        socket.send(bytes, port, '127.0.0.21')
        socket.close()
        await overTcp([framed(Buffer.from(bytes)), framed(honest)], port, 2)
        expect((await overUdp(honest, port)).answers).toHaveLength(3)
      }),
      { numRuns: 200, seed: 20261122 },
    )
  })
})
