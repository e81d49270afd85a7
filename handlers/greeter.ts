import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { greetingBody } from './greeting.ts'
import { log } from './log.ts'
import { ownAddress } from './own-address.ts'

// Once for each cold start: the address stays, and the question overlaps with the rest of the start.
const address = ownAddress()

/** Greets from wherever it runs (Lambda proxy integration, payload 1.0). */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const started = performance.now()
  const response = {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: greetingBody(await address),
  }
  log('INFO', 'Greeted', {
    // A test event of the console has no request context; it gets its greeting all the same.
    requestId: event.requestContext?.requestId,
    route: `${event.httpMethod} ${event.resource}`,
    status: response.statusCode,
    durationMs: Math.round(performance.now() - started),
  })
  return response
}
