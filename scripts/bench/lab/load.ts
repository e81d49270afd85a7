/** Traffic over connections that stay open, each with one request at a time. */
export interface Load {
  /** A name or an address. */
  readonly connect: string
  readonly port: number
  /** Where it comes from; undefined for where the system thinks best. */
  readonly from?: string
  readonly name: string
  /** Who vouches for the server; undefined for those that the system trusts. */
  readonly ca?: string
  readonly path: string
  readonly connections: number
  readonly seconds: number
  /** After how many requests it ends, should that be earlier. */
  readonly most?: number
  /** Each request has an id, which its answer must have; and of so many one makes the function crash. */
  readonly crashOnceIn?: number
}

/** What came of it. */
export interface Loaded {
  readonly seconds: number
  /** How many answers there were, by their status. */
  readonly answers: Readonly<Record<string, number>>
  /** Answers that are another request's, or of another status than the request asked for; and the first of them. */
  readonly wrong: number
  readonly example?: string | undefined
  /** Connections that ended while they should not have. */
  readonly lost: number
  /** Milliseconds that half of the requests and 99 of 100 took at most. */
  readonly p50: number
  readonly p99: number
}

/**
 * A program that makes the traffic its standard input tells, and prints what came of it. It writes and reads the
 * connections by itself: Node's HTTP client takes longer for a request than the lab for its answer.
 */
function load(): void {
  const { connect } = require('node:tls') as typeof import('node:tls')
  const { text } = require('node:stream/consumers') as typeof import('node:stream/consumers')

  async function run(): Promise<void> {
    const asked: Load = JSON.parse(await text(process.stdin))
    const answers: Record<string, number> = {}
    const times: number[] = []
    let [wrong, lost, next] = [0, 0, 0]
    let example: string | undefined
    const begun = performance.now()
    const end = begun + asked.seconds * 1000

    function one(): Promise<void> {
      return new Promise((done) => {
        const { connect: host, port, from, name, ca, path, crashOnceIn } = asked
        const socket = connect({
          host,
          port,
          servername: name,
          ...(ca && { ca }),
          ...(from && { localAddress: from }),
        })
        let [id, sent, isOver] = [0, 0, false]
        let rest = ''
        const ask = () => {
          id = next++
          sent = performance.now()
          const crash = crashOnceIn !== undefined && id % crashOnceIn === crashOnceIn - 1
          const query = crashOnceIn === undefined ? '' : `?id=${id}${crash ? '&crash=yes' : ''}`
          socket.write(`GET ${path}${query} HTTP/1.1\r\nHost: ${name}\r\n\r\n`)
        }
        const take = (status: string, body: string) => {
          times.push(performance.now() - sent)
          answers[status] = (answers[status] ?? 0) + 1
          if (crashOnceIn === undefined) return
          const crash = id % crashOnceIn === crashOnceIn - 1
          const isRight = crash ? status === '502' : status === '200' && body === `{"id":"${id}"}`
          if (isRight) return
          wrong += 1
          example ??= `${id}: ${status} ${body}`
        }
        socket.setEncoding('latin1').on('secureConnect', ask)
        socket.on('data', (chunk: string) => {
          rest += chunk
          const head = rest.indexOf('\r\n\r\n')
          if (head < 0) return
          const length = Number(/\r\ncontent-length: (\d+)/i.exec(rest)?.[1] ?? 0)
          if (rest.length < head + 4 + length) return
          take(rest.slice(9, 12), rest.slice(head + 4, head + 4 + length))
          rest = rest.slice(head + 4 + length)
          isOver = next >= (asked.most ?? Infinity) || performance.now() >= end
          if (isOver) socket.end()
          else ask()
        })
        socket.on('error', (error) => {
          example ??= error.message
        })
        socket.on('close', () => {
          if (!isOver) lost += 1
          done()
        })
      })
    }

    await Promise.all(Array.from({ length: asked.connections }, one))
    times.sort((a, b) => a - b)
    const at = (part: number) => times[Math.floor(times.length * part)] ?? 0
    const seconds = (performance.now() - begun) / 1000
    console.log(
      JSON.stringify({
        seconds,
        answers,
        wrong,
        lost,
        example,
        p50: at(0.5),
        p99: at(0.99),
      } satisfies Loaded),
    )
  }

  void run()
}

/** For `node -e`. */
export const LOAD = `(${load})()`
