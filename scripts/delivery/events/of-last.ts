import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import type { Event } from './event.ts'
import { NestedStreams } from './nested-streams.ts'
import { streamOfLast } from './start.ts'
import type { Stream } from './stream.ts'

/** All that has happened so far in a stack's last operation, nested stacks included, oldest first. */
export async function eventsOfLast(client: CloudFormationClient, arn: string): Promise<Event[]> {
  const nested = new NestedStreams(client)
  const events: Event[] = []
  const read = new Set<Stream>()
  let stream: Stream | undefined = await streamOfLast(client, arn)
  for (; stream; stream = nested.all().find((each) => !read.has(each))) {
    read.add(stream)
    for (const event of await stream.poll()) {
      events.push(event)
      nested.hear(event)
    }
  }
  return events.toSorted((a, b) => a.at - b.at)
}
