import type { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import type { Event } from './event.ts'
import { streamOfLast } from './start.ts'
import type { Stream } from './stream.ts'
import { Turns } from './turns.ts'

/** All that has happened so far in a stack's last operation, nested stacks included, oldest first. */
export async function eventsOfLast(client: CloudFormationClient, arn: string): Promise<Event[]> {
  const root = await streamOfLast(client, arn)
  const turns = new Turns(client, root)
  const events: Event[] = []
  const asked = new Set<Stream>()
  // What one tells may be of stacks that it nests.
  for (let next: Stream | undefined = root; next; next = turns.children.find((each) => !asked.has(each))) {
    asked.add(next)
    const told = await next.poll()
    turns.hear(told)
    events.push(...told)
  }
  return events.toSorted((a, b) => a.at - b.at)
}
