import { setTimeout as wait } from 'node:timers/promises'
import { namesFunction } from '../../../access/model/index.ts'
import type { Outcome } from '../../lambda/outcome.ts'
import type { Refusal, Reply } from './answer.ts'
import { eventOf, isBinary, type Matched } from './event.ts'
import { answerMock } from './mock-integration.ts'
import { readProxyResponse } from './proxy-response.ts'
import { refusals } from './refusals.ts'
import { type Request, valuesOf } from './request.ts'
import type { Deployed } from './settings.ts'

/** Invokes a function, by its address in the model. */
export type Invoke = (functionAddress: string, event: object) => Promise<Outcome>

/** What answers the method, once `access/` has let the request pass. */
export async function integrate(
  request: Request,
  matched: Matched,
  body: Buffer,
  deployed: Deployed,
  invoke: Invoke,
): Promise<Reply | Refusal> {
  const { method, details, target } = matched
  const { integration } = method
  if (details?.mock) return answerMock(details.mock)
  if (integration?.type.text !== 'AWS_PROXY')
    return refusals.internal(`an integration of type ${integration?.type.text} is not run in the lab`)
  const invoked = INVOKED.exec(integration.uri?.text ?? '')?.[1]
  const called = deployed.apis.functions.find((one) => invoked !== undefined && namesFunction(one, invoked))
  if (!called) return refusals.internal(`${integration.uri?.text} is no function of the templates`)
  const outcome = await within(
    details?.timeout ?? 0,
    invoke(called.address, eventOf(request, matched, body, deployed)),
  )
  if (!outcome) return refusals.timedOut()
  if (outcome.kind === 'answer') {
    const accepts = isBinary(valuesOf(request, 'accept')[0], target.api.id, deployed)
    const response = readProxyResponse(outcome.payload, accepts)
    return typeof response === 'string' ? refusals.badGateway(`${called.address}: ${response}`) : response
  }
  const says = outcome.kind === 'function-error' ? outcome.payload : outcome.message
  // Lambda refuses the invocation itself, as it does without permission; all else is the function's failure.
  const failed = outcome.kind === 'throttled' ? refusals.internal : refusals.badGateway
  return failed(`${called.address}: ${outcome.kind}: ${says}`)
}

const INVOKED = /:lambda:path\/2015-03-31\/functions\/([^/]+)\/invocations$/

/** Undefined where it takes longer. */
async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | undefined> {
  const timer = new AbortController()
  try {
    return await Promise.race([work, wait(milliseconds, undefined, { signal: timer.signal, ref: false })])
  } finally {
    timer.abort()
  }
}
