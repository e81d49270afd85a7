import { lookup } from 'node:dns/promises'
import { errorCode } from './error-code.ts'
import { readText } from './read-text.ts'
import { signedHeaders } from './sign.ts'

const TIMEOUT_MS = 5000
const LONGEST_BODY = 4096
const LONGEST_MESSAGE = 200

/** What one caller asks. */
export interface Question {
  readonly url: string
  readonly signed: boolean
}

/** What one caller found out, as plain data: it travels between two functions as JSON. */
export type Finding =
  | { readonly kind: 'no-name'; readonly code: string }
  | { readonly kind: 'no-answer'; readonly addresses: readonly string[]; readonly code: string }
  | {
      readonly kind: 'answered'
      readonly addresses: readonly string[]
      readonly status: number
      readonly message: string
    }

/** The network as a caller meets it. */
export interface Network {
  readonly resolve: (name: string) => Promise<readonly string[]>
  readonly fetch: typeof fetch
  readonly env: NodeJS.ProcessEnv
}

const REAL: Network = {
  resolve: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
  fetch: (input, init) => fetch(input, init),
  env: process.env,
}

// EAI_AGAIN is not among them: the resolver could not say, so the name may well exist.
const NO_SUCH_NAME = new Set(['ENOTFOUND', 'ENODATA'])

/** The text of a greeting or a refusal; API Gateway spells it `Message` when a policy refused. */
function messageOf(body: string): string {
  try {
    const { message, Message } = JSON.parse(body)
    const text: unknown = message ?? Message
    return typeof text === 'string' ? text : `JSON without a message: ${body}`
  } catch {
    return `not JSON: ${body}`
  }
}

async function message(response: Response): Promise<string> {
  try {
    return messageOf(await readText(response, LONGEST_BODY)).slice(0, LONGEST_MESSAGE)
  } catch (error) {
    // The status stands: who got a 200 got in, whatever became of the body.
    return `the body broke off (${errorCode(error)})`
  }
}

/** Resolves the name, asks the URL once, and says what came of it. Throws only if the question is wrong. */
export async function call({ url, signed }: Question, network: Network = REAL): Promise<Finding> {
  const name = new URL(url).hostname
  const headers = signed ? await signedHeaders(url, network.env) : new Headers()
  let addresses: readonly string[] = []
  try {
    addresses = await network.resolve(name)
  } catch (error) {
    const code = errorCode(error)
    return NO_SUCH_NAME.has(code) ? { kind: 'no-name', code } : { kind: 'no-answer', addresses, code }
  }
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await network.fetch(url, { headers, redirect: 'manual', signal })
    return { kind: 'answered', addresses, status: response.status, message: await message(response) }
  } catch (error) {
    return { kind: 'no-answer', addresses, code: errorCode(error) }
  }
}
