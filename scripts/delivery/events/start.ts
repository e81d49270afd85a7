import { type CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation'
import { toEvent } from './event.ts'
import { Stream } from './stream.ts'

/** How an operation begins that somebody asked for; a rollback belongs to what it rolls back. */
const BEGINNINGS = new Set([
  'CREATE_IN_PROGRESS',
  'UPDATE_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
  'IMPORT_IN_PROGRESS',
])

/** The events of a stack from now on: for an operation that is about to begin. */
export async function streamFromNow(client: CloudFormationClient, arn: string): Promise<Stream> {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: arn }))
  const newest = StackEvents.map((sent) => toEvent(sent, []))
  const since = Math.max(0, ...newest.map(({ at }) => at))
  return new Stream(
    client,
    arn,
    [],
    since,
    newest.map(({ id }) => id),
  )
}

/** The events of a stack from the beginning of its last operation on. */
export async function streamOfLast(client: CloudFormationClient, arn: string): Promise<Stream> {
  let token: string | undefined
  do {
    const { StackEvents = [], NextToken } = await client.send(
      new DescribeStackEventsCommand({ StackName: arn, ...(token && { NextToken: token }) }),
    )
    const events = StackEvents.map((sent) => toEvent(sent, []))
    const begun = events.find(({ isOwn, status }) => isOwn && BEGINNINGS.has(status))
    if (begun) return new Stream(client, arn, [], begun.at)
    token = NextToken
  } while (token !== undefined)
  return new Stream(client, arn, [], 0)
}
