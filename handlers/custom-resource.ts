import type {
  CloudFormationCustomResourceEvent,
  CloudFormationCustomResourceResponse,
  Context,
} from 'aws-lambda'
import { log } from './log.ts'
import { putResponse } from './response.ts'

// What putResponse may need at worst (8.75 s), and a little more.
const MARGIN_MS = 10_000

type Event = CloudFormationCustomResourceEvent
type Answer =
  | { Status: 'SUCCESS'; PhysicalResourceId: string; Data?: Readonly<Record<string, string>> }
  | { Status: 'FAILED'; PhysicalResourceId: string; Reason: string }

/** What a custom resource became: its id (only a Create decides it) and what `Fn::GetAtt` can read. */
export interface Outcome {
  readonly physicalId: string
  readonly data?: Readonly<Record<string, string>>
}

/** What a custom resource does; to fail it throws an error whose message the stack's events will show. */
export type Work = (event: Event, context: Context) => Promise<Outcome>

/** CloudFormation deletes even what was never created, and wants an id for it. */
function neverCreatedId(event: Event): string {
  return `${event.LogicalResourceId}-never-created`
}

/** Another id in answer to an Update would mean a replacement, so the known id stays. */
function knownId(event: Event): string | undefined {
  return event.RequestType === 'Create' ? undefined : event.PhysicalResourceId
}

async function inTime<T>(promise: Promise<T>, context: Context): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const outOfTime = new Promise<never>((_resolve, reject) => {
    const error = new Error(`${context.functionName} ran out of time.`)
    timer = setTimeout(() => reject(error), Math.max(0, context.getRemainingTimeInMillis() - MARGIN_MS))
  })
  return Promise.race([promise, outOfTime]).finally(() => clearTimeout(timer))
}

async function answer(work: Work, event: Event, context: Context): Promise<Answer> {
  const known = knownId(event)
  try {
    if (event.RequestType === 'Delete' && known === neverCreatedId(event)) {
      return { Status: 'SUCCESS', PhysicalResourceId: known }
    }
    const { physicalId, data } = await inTime(work(event, context), context)
    return { Status: 'SUCCESS', PhysicalResourceId: known ?? physicalId, ...(data && { Data: data }) }
  } catch (error) {
    const Reason = (error instanceof Error && error.message) || String(error)
    return { Status: 'FAILED', PhysicalResourceId: known ?? neverCreatedId(event), Reason }
  }
}

/** Makes a handler that always answers CloudFormation, whatever becomes of the work. */
export function customResource(work: Work) {
  return async (event: Event, context: Context): Promise<void> => {
    const { StackId, RequestId, LogicalResourceId } = event
    const result = await answer(work, event, context)
    const fields = { request: event.RequestType, resource: LogicalResourceId, requestId: RequestId }
    if (result.Status === 'FAILED') log('ERROR', 'Failed', { ...fields, reason: result.Reason })
    else log('INFO', 'Succeeded', fields)
    const response: CloudFormationCustomResourceResponse = {
      ...result,
      StackId,
      RequestId,
      LogicalResourceId,
    }
    await putResponse(event.ResponseURL, response)
  }
}
