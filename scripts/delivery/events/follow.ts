import type { CloudFormationClient, StackStatus } from '@aws-sdk/client-cloudformation'
import type { Clock } from '../clock.ts'
import { describeStack, NESTED } from '../stack/read.ts'
import { stateOf } from '../stack/states.ts'
import type { Event } from './event.ts'
import { Stream } from './stream.ts'

/** The longest time between two polls, and so how late the end of an operation can be noticed. */
export const POLL_MS = 2000
/** The first polls come sooner: an operation may have little to do. */
const FIRST_POLLS_MS = [500, 1000]
/** Polls until the stack itself is asked: an event may be lost, or very late. */
const ASK_EVERY = 15
/** Polls for which the events of a stack that has ended may still come. */
const LATEST = 30

/**
 * Everything that happens in a stack and in those it nests, until it has come to an outcome or to rest.
 *
 * Polling every nested stack every two seconds would be five requests for each poll of ours, which asks one stream at
 * a time. No end is missed by it: a root stack ends only after the stacks in it, so that whichever stream of a stack
 * at work comes next shows its end, and then the root is asked at once.
 *
 * ```
 * root   ● · · ● · · ●●      ● asked          each column is one poll
 * Api    · ● · · ●   ↑ at once, as Vpc has ended
 * Vpc    · · ● · · ●
 * ```
 *
 * @param until `outcome`: done, though replaced resources may still be removed; `rest`: nothing goes on any more
 * @returns the status it ended with
 */
export async function* follow(
  client: CloudFormationClient,
  clock: Clock,
  root: Stream,
  until: 'outcome' | 'rest',
  signal: AbortSignal,
): AsyncGenerator<readonly Event[], StackStatus> {
  const children = new Map<string, Stream>()
  const hasEnded = (status: string | undefined): status is string => {
    if (status === undefined) return false
    const { isBusy, outcome } = stateOf(status)
    return until === 'rest' ? !isBusy && status !== 'REVIEW_IN_PROGRESS' : outcome !== undefined
  }
  const ask = async (stream: Stream): Promise<Event[]> => {
    const events = await stream.poll()
    for (const event of events) enroll(event, client, children)
    return events
  }
  let turn = 0
  let giveUp = Number.POSITIVE_INFINITY
  for (let polls = 1; ; polls++) {
    const working = [root, ...[...children.values()].filter(({ hasOutcome }) => !hasOutcome)]
    const stream = working[turn++ % working.length] ?? root
    yield await ask(stream)
    if (stream !== root && stream.hasOutcome) yield await ask(root)
    const told = root.latest?.status
    if (hasEnded(told) || polls >= giveUp) {
      const status = hasEnded(told) ? told : (await describeStack(client, root.arn))?.StackStatus
      // The last events of nested stacks; of a failure, every one that may be its cause.
      const all = stateOf(status).outcome !== 'success' || until === 'rest'
      for (const child of children.values()) if (all || !child.hasOutcome) yield await ask(child)
      return status as StackStatus
    }
    if (polls % ASK_EVERY === 0 && hasEnded((await describeStack(client, root.arn))?.StackStatus))
      giveUp = Math.min(giveUp, polls + LATEST)
    await clock.wait(FIRST_POLLS_MS[polls - 1] ?? POLL_MS * (0.9 + Math.random() / 10), signal)
  }
}

/** A nested stack that begins something is asked from then on. */
function enroll(event: Event, client: CloudFormationClient, children: Map<string, Stream>): void {
  const { type, isOwn, physicalId, status, path, logicalId, at } = event
  if (type !== NESTED || isOwn || !physicalId?.startsWith('arn:') || !status.endsWith('_IN_PROGRESS')) return
  const known = children.get(physicalId)
  if (!known) children.set(physicalId, new Stream(client, physicalId, [...path, logicalId], at))
  // It is at work again: a rollback, for instance.
  else if (known.latest && at >= known.latest.at) known.latest = undefined
}
