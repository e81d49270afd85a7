/** One request, as a program at a host of the lab makes it. */
export interface Probe {
  /** What the connection is opened to, a name or an address. */
  readonly connect: string
  /** The name that the certificate must be for. */
  readonly serverName: string
  readonly headers: Readonly<Record<string, string>>
  readonly method: string
  readonly path: string
  /** The port that it comes from; undefined for any that is free. */
  readonly clientPort?: number
  /** The region that the instance signs it for, by the credentials of its profile; undefined where it does not. */
  readonly signedFor?: string
  /** Whether it is thought not to get as far as to be answered. */
  readonly inVain: boolean
}

/** What came of it: an HTTP status, or why there is none. */
export type Happened =
  | { readonly status: number; readonly body: string }
  | { readonly trouble: 'no name' | 'timeout' | 'refused' | 'other'; readonly detail: string }

/**
 * A program that makes all requests that its standard input lists, and prints what came of each. Those in vain are made
 * at once, the others one after the other, so that they do not start a function's process each. It is a text, as it
 * starts three times as fast as a command of this project.
 */
function probe(): void {
  const { request } = require('node:https') as typeof import('node:https')
  const { isIP } = require('node:net') as typeof import('node:net')
  const { text } = require('node:stream/consumers') as typeof import('node:stream/consumers')
  const { createHash, createHmac } = require('node:crypto') as typeof import('node:crypto')
  // A packet that is dropped is sent again after one second; a second one that is dropped says enough. But a busy
  // machine may take seconds for what it does answer.
  const [BRIEF, LONG] = [2500, 60_000]
  // Lookups that nobody answers take 10 seconds or 20, and no more of them go on at a time than there are threads.
  process.env.UV_THREADPOOL_SIZE = '32'

  async function ask(probe: Probe): Promise<Happened> {
    const { connect, serverName, method, path, clientPort, inVain } = probe
    const headers = probe.signedFor === undefined ? probe.headers : await signed(probe, probe.signedFor)
    return new Promise((done) => {
      const patience = new AbortController()
      let timer: NodeJS.Timeout | undefined
      const wait = (ms: number) => {
        clearTimeout(timer)
        timer = setTimeout(() => patience.abort(), ms).unref()
      }
      const forConnection = inVain ? BRIEF : LONG
      wait(isIP(connect) ? forConnection : LONG)
      const options = {
        host: connect,
        servername: serverName,
        port: 443,
        method,
        path,
        headers,
        agent: false,
        ...(clientPort !== undefined && { localPort: clientPort }),
        signal: patience.signal,
      } as const
      request(options, async (response) =>
        done({ status: response.statusCode ?? 0, body: await text(response) }),
      )
        .on('socket', (socket) =>
          socket.once('lookup', () => wait(forConnection)).once('connect', () => wait(LONG)),
        )
        .on('error', (error: NodeJS.ErrnoException) =>
          done({ trouble: troubleOf(error), detail: error.message }),
        )
        .end()
    })
  }

  /** As the metadata service tells them; one that does not answer is a mistake of the lab's. */
  async function credentials(): Promise<{ AccessKeyId: string; SecretAccessKey: string; Token: string }> {
    const service = 'http://169.254.169.254/latest'
    const ttl = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' }
    const token = await (await fetch(`${service}/api/token`, { method: 'PUT', headers: ttl })).text()
    const get = (path: string) =>
      fetch(`${service}/meta-data/iam/security-credentials/${path}`, {
        headers: { 'x-aws-ec2-metadata-token': token },
      })
    return (await get(await (await get('')).text())).json() as ReturnType<typeof credentials>
  }

  /** The headers with SigV4, for requests without a body and a query. */
  async function signed({ headers, method, path }: Probe, region: string): Promise<Probe['headers']> {
    const { AccessKeyId, SecretAccessKey, Token } = await credentials()
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
    const all = { ...headers, 'x-amz-date': date, 'x-amz-security-token': Token }
    const names = Object.keys(all).sort()
    const lines = names.map((name) => `${name}:${all[name as keyof typeof all]}`)
    const hash = (content: string) => createHash('sha256').update(content).digest('hex')
    const canonical = [method, path, '', ...lines, '', names.join(';'), hash('')].join('\n')
    const scope = [date.slice(0, 8), region, 'execute-api', 'aws4_request']
    const key = scope.reduce<string | Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      `AWS4${SecretAccessKey}`,
    )
    const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), hash(canonical)].join('\n')
    const signature = createHmac('sha256', key).update(toSign).digest('hex')
    const credential = `Credential=${AccessKeyId}/${scope.join('/')}`
    const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`
    return { ...all, authorization }
  }

  function troubleOf({ code, name }: NodeJS.ErrnoException) {
    if (name === 'AbortError' || code === 'ETIMEDOUT') return 'timeout'
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no name'
    return code === 'ECONNREFUSED' ? 'refused' : 'other'
  }

  async function run(): Promise<void> {
    const probes: Probe[] = JSON.parse(await text(process.stdin))
    const answers = probes.map((one) => (one.inVain ? ask(one) : undefined))
    for (const [i, one] of probes.entries()) answers[i] ??= Promise.resolve(await ask(one))
    process.stdout.write(JSON.stringify(await Promise.all(answers)))
  }

  void run()
}

/** For `node -e`. */
export const PROBE = `(${probe})()`
