import type { CloudFormationClient, StackStatus } from '@aws-sdk/client-cloudformation'
import type { Clock } from '../clock.ts'
import { describeStack } from '../stack/read.ts'
import { stateOf } from '../stack/states.ts'
import type { Event } from './event.ts'
import type { Stream } from './stream.ts'
import { Turns } from './turns.ts'

/** How late the end of an operation is noticed at most, where its events are not late themselves. */
const LATE_MS = 2000
/** What two answers take: of the stream whose turn it is, and of the root after it. */
const ANSWERS_MS = 160
/** At least so long nothing is asked, though the answers may take long. */
const PAUSE_MS = 500
/** The first polls come sooner: an operation may have little to do. */
const FIRST_POLLS_MS = [500, 1000]
/** When the root waits for nothing any more, it ends or begins something in a moment. */
const DUE_MS = 500
const MOST_DUE = 6
/** Every so many polls the stack itself is asked, in place of a stream: an event may be lost, or very late. */
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
  const turns = new Turns(client, root)
  const hasEnded = (status: string | undefined): status is string => {
    if (status === undefined) return false
    const { isBusy, outcome } = stateOf(status)
    return until === 'rest' ? !isBusy && status !== 'REVIEW_IN_PROGRESS' : outcome !== undefined
  }
  const ask = async (stream: Stream): Promise<Event[]> => {
    const events = await stream.poll()
    turns.hear(events)
    return events
  }
  const hasStackEnded = async () => hasEnded((await describeStack(client, root.arn))?.StackStatus)
  let due = 0
  let giveUp = Number.POSITIVE_INFINITY
  for (let polls = 1; ; polls++) {
    const begun = clock.now()
    if (polls % ASK_EVERY === 0) {
      if (await hasStackEnded()) {
        giveUp = Math.min(giveUp, polls + LATEST)
        yield await ask(root)
      }
    } else {
      const stream = turns.next()
      yield await ask(stream)
      if (stream !== root && !turns.isRootBusy(stream)) yield await ask(root)
    }
    const told = root.latest?.status
    if (hasEnded(told) || polls >= giveUp) {
      const status = hasEnded(told) ? told : (await describeStack(client, root.arn))?.StackStatus
      // The last events of nested stacks; of a failure, every one that may be its cause.
      const all = stateOf(status).outcome !== 'success' || until === 'rest'
      const asked = new Set<Stream>()
      const left = () => turns.children.filter((child) => !asked.has(child) && (all || !child.hasOutcome))
      // What they tell may be of stacks that they nest.
      for (let last = left(); last.length > 0; last = left()) {
        for (const child of last) asked.add(child)
        yield* await Promise.all(last.map(ask))
      }
      return status as StackStatus
    }
    // It may be due for long where events come late.
    due = turns.isRootDue ? due + 1 : 0
    const longest = due > 0 && due <= MOST_DUE ? DUE_MS : LATE_MS - ANSWERS_MS
    const pause = FIRST_POLLS_MS[polls - 1] ?? longest * (0.95 + Math.random() / 20)
    await clock.wait(Math.max(PAUSE_MS, begun + pause - clock.now()), signal)
  }
}
