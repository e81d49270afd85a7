import type { CloudFormationCustomResourceResponse } from 'aws-lambda'
import { errorCode } from './error-code.ts'
import { retry, type Sleep } from './retry.ts'

// CloudFormation's limit for the whole body is 4096 bytes.
const BODY_BYTES = 4095
const LONGEST_TEXT = 1024

// Three attempts and two pauses stay below the margin that custom-resource.ts keeps for them.
const ATTEMPT_MS = 2500
const DELAYS_MS = [250, 1000]

function cut(text: string, length: number): string {
  const characters = [...text]
  return characters.length <= length ? text : `${characters.slice(0, length).join('')}…`
}

function bounded(response: CloudFormationCustomResourceResponse, length: number): Buffer {
  const shorten = (_key: string, value: unknown) => (typeof value === 'string' ? cut(value, length) : value)
  const { Reason, Data, ...identity } = response
  const texts = JSON.parse(JSON.stringify({ Reason, Data }, shorten))
  return Buffer.from(JSON.stringify({ ...identity, ...texts }))
}

/** The body to send: Reason and Data are cut until it fits, the ids never. */
export function responseBody(response: CloudFormationCustomResourceResponse): Buffer {
  let length = LONGEST_TEXT
  let body = bounded(response, length)
  while (body.length > BODY_BYTES && length > 0) {
    length = Math.floor(length / 2)
    body = bounded(response, length)
  }
  return body
}

/** Names no URL: a presigned one is a secret, and this message is logged. */
class Undelivered extends Error {
  readonly temporary: boolean
  constructor(code: string, temporary: boolean) {
    super(`The answer did not reach CloudFormation (${code}).`)
    this.temporary = temporary
  }
}

async function put(url: string, body: Buffer): Promise<void> {
  // The presigned URL is signed without a content type, so none may be sent.
  const headers = { 'content-type': '' }
  const signal = AbortSignal.timeout(ATTEMPT_MS)
  const response = await fetch(url, { method: 'PUT', headers, body, signal }).catch((error) => {
    throw new Undelivered(errorCode(error), true)
  })
  await response.body?.cancel()
  if (!response.ok) throw new Undelivered(`HTTP ${response.status}`, response.status >= 500)
}

/** Hands CloudFormation its answer; throws without the URL if it cannot, so that Lambda invokes again. */
export async function putResponse(
  url: string,
  response: CloudFormationCustomResourceResponse,
  sleep?: Sleep,
): Promise<void> {
  const body = responseBody(response)
  await retry(
    () => put(url, body),
    (error) => error instanceof Undelivered && error.temporary,
    DELAYS_MS,
    sleep,
  )
}
