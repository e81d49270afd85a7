import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Identity } from '../identity/identity.ts'
import type { Closable } from './closable.ts'

/** What an instance can learn of itself. */
export interface Metadata {
  readonly region: string
  readonly address: string
  /** Of its instance profile; undefined where it has none. */
  readonly profile: { readonly role: string; readonly identity: Identity } | undefined
}

/** What an answer is: a text, or a status alone. */
type Answer = string | number

/** Credentials are good for six hours, and those of a lab for as long as it is up. */
const SIX_HOURS = 6 * 3600

/** The instance metadata service (EC2 user guide, "Use the Instance Metadata Service"), version 2 only. */
export async function serveMetadata(
  address: string,
  metadata: () => Metadata,
  port = 80,
): Promise<Closable & { readonly port: number }> {
  const tokens = new Set<string>()
  const server = createServer((request, response) => {
    const answer = answerTo(request, metadata, tokens)
    response.setHeader('Content-Type', 'text/plain')
    if (typeof answer === 'number') response.writeHead(answer).end()
    else response.end(answer)
  })
  server.listen(port, address)
  await once(server, 'listening')
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function answerTo(
  { method, url, headers }: IncomingMessage,
  metadata: () => Metadata,
  tokens: Set<string>,
): Answer {
  if (method === 'PUT' && url === '/latest/api/token') {
    const seconds = Number(headers['x-aws-ec2-metadata-token-ttl-seconds'])
    // A proxy that passes on what it is sent would ask for somebody else.
    if (headers['x-forwarded-for'] !== undefined) return 403
    if (!(seconds >= 1 && seconds <= SIX_HOURS)) return 400
    const token = randomBytes(40).toString('base64')
    tokens.add(token)
    return token
  }
  if (!tokens.has(String(headers['x-aws-ec2-metadata-token']))) return 401
  const path = /^\/latest\/meta-data\/(.*)$/.exec(url ?? '')?.[1]
  return method === 'GET' && path !== undefined ? contentOf(path, metadata()) : 404
}

function contentOf(path: string, { region, address, profile }: Metadata): Answer {
  const known: Record<string, string> = {
    'local-ipv4': address,
    'placement/region': region,
    ...(profile && {
      'iam/security-credentials/': profile.role,
      'iam/security-credentials': profile.role,
      [`iam/security-credentials/${profile.role}`]: credentials(profile.identity),
    }),
  }
  return Object.hasOwn(known, path) ? (known[path] ?? 404) : 404
}

function credentials({ accessKeyId, secretAccessKey, sessionToken }: Identity): string {
  const now = Date.now()
  const time = (at: number) => new Date(at).toISOString().replace(/\.\d+/, '')
  return JSON.stringify(
    {
      Code: 'Success',
      LastUpdated: time(now),
      Type: 'AWS-HMAC',
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      Token: sessionToken,
      Expiration: time(now + SIX_HOURS * 1000),
    },
    undefined,
    2,
  )
}
