import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { openRegion } from '../../../scripts/command/region.ts'
import { assumeRole } from '../../../scripts/lab/identity/identity.ts'
import { sessionOf } from '../../../scripts/lab/identity/sessions.ts'
import { planOf } from '../../../scripts/lab/plan/plan-of.ts'
import {
  type Certificate,
  certificateNames,
  type Deployed,
  type Invoke,
  makeCertificate,
  readDeployed,
  serveGateway,
} from '../../../scripts/lab/services/index.ts'

/** Where requests come in and from: addresses of the loopback, for the VPC of the fixture is there. */
export const PLACES = { otherEndpoint: '127.30.0.20', publicFrontEnd: '127.31.0.80', client: '127.20.1.99' }

export interface Response {
  readonly status: number
  /** Names and values in their order. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  header(name: string): string | undefined
}

export const SIGNER = assumeRole(
  sessionOf({ partition: 'aws', account: '111122223333' }, 'Caller', 'i-0123456789abcdef0'),
)

const HELLO: Invoke = async () => ({ kind: 'answer', payload: '{"body":"hello"}' })

/** A gateway for the fixture, or another template, with everything that a test may turn. */
export async function startGateway({
  patience = 10_000,
  template = join(__dirname, 'fixtures/every-answer.yaml'),
} = {}) {
  const { region, account } = openRegion([template], [])
  const deployed = readDeployed(region, account)
  const plan = planOf(deployed, undefined)
  const tls: Certificate = await makeCertificate(certificateNames('us-east-1'))
  const state = {
    now: Date.UTC(2026, 10, 26, 15, 9, 25),
    log: [] as string[],
    deployed: deployed as Deployed,
    events: [] as { address: string; event: Event }[],
    invoke: HELLO,
  }
  const [own, other] = plan.endpoints
  const doors = [
    { address: own?.addresses[0] ?? '', endpoint: own },
    { address: PLACES.otherEndpoint, endpoint: other },
    { address: PLACES.publicFrontEnd, endpoint: undefined },
  ]
  const gateway = await serveGateway({
    plan,
    model: () => state.deployed,
    tls,
    known: (key) => (key === SIGNER.accessKeyId ? SIGNER : undefined),
    invoke: (address, event) => {
      state.events.push({ address, event: event as Event })
      return state.invoke(address, event)
    },
    log: (line) => state.log.push(line),
    now: () => state.now,
    port: 0,
    doors,
    patience,
  })
  const idOf = (logicalId: string) =>
    deployed.apis.apis.find(({ address }) => address === logicalId)?.id ?? ''
  const hostOf = (logicalId: string) => `${idOf(logicalId)}.execute-api.us-east-1.amazonaws.com`
  const at = {
    endpoint: gateway.addresses[0],
    otherEndpoint: gateway.addresses[1],
    public: gateway.addresses[2],
  }

  /**
   * Sends bytes as they are.
   *
   * @returns what came back when the server has answered, or with `patient` when it has hung up
   */
  const raw = (
    text: string | Buffer,
    door: keyof typeof at = 'endpoint',
    { serverName = hostOf('Api'), patient = false } = {},
  ) =>
    new Promise<string>((done, failed) => {
      const bytes = Buffer.from(text as string)
      const { address, port } = at[door] ?? { address: '', port: 0 }
      const below = connectTcp({ host: address, port, localAddress: PLACES.client })
      const socket = connect({ socket: below, ca: tls.ca, servername: serverName })
      let told = ''
      const bodiless = bytes.toString('latin1', 0, 5) === 'HEAD '
      socket.setEncoding('latin1')
      socket.on('data', (text) => {
        told += text
        if (!patient && isWhole(told, bodiless)) socket.end()
      })
      socket.on('close', () => done(told))
      // A server that refuses hangs up before all is sent; what it said counts.
      socket.on('error', (error: NodeJS.ErrnoException) =>
        ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? done(told) : failed(error),
      )
      socket.write(bytes)
    })

  /** One request, by the name of the API Api; a header whose value is undefined is left out. */
  const get = async (
    path: string,
    {
      method = 'GET',
      door = 'endpoint' as keyof typeof at,
      headers = {} as Headers,
      body = '',
      serverName = hostOf('Api'),
    } = {},
  ): Promise<Response> => {
    const all: Headers = {
      Host: hostOf('Api'),
      ...headers,
      ...(body ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}),
    }
    const lines = Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one) => `${name}: ${one}\r\n`),
    )
    return parse(
      await raw(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`, door, { serverName }),
    )
  }
  return { ...state, state, deployed, plan, gateway, idOf, hostOf, raw, get, tls, endpointId: own?.id ?? '' }
}

/** A gateway for all tests of a file, which forgets between them what it logged, was asked and was told to answer. */
export function useGateway(take: (lab: Gateway) => void): void {
  let lab: Gateway
  beforeAll(async () => {
    lab = await startGateway()
    take(lab)
  })
  afterAll(() => lab.gateway.close())
  afterEach(() => {
    lab.state.log.length = 0
    lab.state.events.length = 0
    lab.state.invoke = HELLO
  })
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>
export type Headers = Record<string, string | string[] | undefined>
// biome-ignore lint/suspicious/noExplicitAny: tests look at whatever is in an event
export type Event = any

function isWhole(text: string, bodiless: boolean): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0 || /^HTTP\/1.1 100/.test(text)) return false
  if (bodiless) return true
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1]
  return length !== undefined && text.length >= end + 4 + Number(length)
}

export function parse(text: string): Response {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)]
  })
  return {
    status: Number(first.split(' ')[1]),
    headers,
    body: text.slice(end + 4),
    header: (name) => headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1],
  }
}
