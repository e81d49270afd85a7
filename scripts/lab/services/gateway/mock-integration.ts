import type { Value } from '../../../template/value.ts'
import { entriesAt, itemsAt, textAt, textOf } from '../../fields.ts'
import type { Refusal, Reply } from './answer.ts'
import { refusals } from './refusals.ts'

/** An integration that API Gateway answers itself, as far as its texts need no template language (VTL). */
export interface MockIntegration {
  /** What it passes to itself: `{"statusCode": 200}`. */
  readonly request: string | undefined
  readonly responses: readonly MockResponse[]
}

interface MockResponse {
  readonly status: number
  /** Of the status passed; undefined for the default response. */
  readonly pattern: string | undefined
  readonly body: string
  /** `method.response.header.X` to `'text'`. */
  readonly parameters: readonly (readonly [string, string])[]
}

const JSON_TYPE = 'application/json'

export function readMock(integration: Value | undefined): MockIntegration {
  return {
    request: textAt(integration, 'RequestTemplates', JSON_TYPE),
    responses: itemsAt(integration, 'IntegrationResponses').map((one) => ({
      status: Number(textAt(one, 'StatusCode')),
      pattern: textAt(one, 'SelectionPattern') || undefined,
      body: textAt(one, 'ResponseTemplates', JSON_TYPE) ?? '',
      parameters: entriesAt(one, 'ResponseParameters').map(([name, value]) => [name, textOf(value) ?? '']),
    })),
  }
}

/** The response of a MOCK integration; a 500 with the reason where it takes more than texts to make it. */
export function answerMock({ request, responses }: MockIntegration): Reply | Refusal {
  const passed = request === undefined || isTemplate(request) ? undefined : statusIn(request)
  if (passed === undefined) return unknown('its request template gives no status as it stands')
  const chosen =
    responses.find(({ pattern }) => pattern !== undefined && fits(pattern, passed)) ??
    responses.find(({ pattern }) => pattern === undefined)
  if (!chosen) return unknown(`no integration response is for the status ${passed}`)
  const headers = chosen.parameters.map(([name, value]) => [
    /^method\.response\.header\.(.+)$/.exec(name)?.[1],
    /^'(.*)'$/s.exec(value)?.[1],
  ])
  const unread = headers.some(([name, value]) => name === undefined || value === undefined)
  if (unread || isTemplate(chosen.body)) return unknown('its response is made by mapping')
  return {
    status: chosen.status,
    headers: [['Content-Type', JSON_TYPE], ...(headers as [string, string][])],
    body: Buffer.from(chosen.body),
    close: false,
  }
}

const unknown = (why: string): Refusal =>
  refusals.internal(`a MOCK integration that the lab cannot run: ${why}`)

const isTemplate = (text: string): boolean => /[$#]/.test(text)

function statusIn(text: string): string | undefined {
  try {
    const { statusCode } = JSON.parse(text)
    return Number.isInteger(statusCode) ? String(statusCode) : undefined
  } catch {
    return undefined
  }
}

function fits(pattern: string, status: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(status)
  } catch {
    return false
  }
}
