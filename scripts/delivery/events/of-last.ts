import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import type { Event } from './event.ts'
import { enroll } from './follow.ts'
import { streamOfLast } from './start.ts'
import type { Stream } from './stream.ts'

/** All that has happened so far in a stack's last operation, nested stacks included, oldest first. */
export async function eventsOfLast(client: CloudFormationClient, arn: string): Promise<Event[]> {
  const nested = new Map<string, Stream>()
  const events: Event[] = []
  const read = async (stream: Stream) => {
    for (const event of await stream.poll()) {
      events.push(event)
      enroll(event, client, nested)
    }
  }
  await read(await streamOfLast(client, arn))
  // A map's iteration comes to what is put into it meanwhile: the stacks nested in these.
  for (const stream of nested.values()) await read(stream)
  return events.toSorted((a, b) => a.at - b.at)
}
