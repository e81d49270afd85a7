import { type Event, isCancelled, keyOf } from '../events/event.ts'

/** What an operation failed of. */
export interface Diagnosis {
  /** The failure that the others follow from, as far as time tells. */
  readonly cause: Event | undefined
  /** Other resources that failed by themselves, in the order of time. */
  readonly alsoFailed: readonly Event[]
  /** How many gave up because another had failed. */
  readonly cancelled: number
  /** What the rollback could not delete. */
  readonly leftBehind: readonly Event[]
  /** When the first of all events happened, in milliseconds since 1970. */
  readonly startedAt: number
}

const STACK = 'AWS::CloudFormation::Stack'

/**
 * Finds the first failing leaf in the order of time, whatever order the events of one operation come in.
 *
 * A nested stack fails twice: a resource of its own, and then it as a resource of its parent, which tells only the
 * names of what failed. So the wrapper is no cause as long as anything inside is known to have failed.
 */
export function diagnose(events: readonly Event[]): Diagnosis {
  const all = inTime(events)
  const failures = all.filter(({ status, isOwn }) => status.endsWith('_FAILED') && !isOwn)
  const cancelled = failures.filter(isCancelled)
  const real = failures.filter((failure) => !isCancelled(failure))
  const troubles = all.filter(isTrouble)
  const leaves = real.filter((failure) => !isWrapper(failure, troubles))
  const undeleted = leaves.filter(isDelete)
  const others = leaves.filter((failure) => !isDelete(failure))
  // Where nothing else failed, deleting was the operation itself, unless its stack says that it was not.
  const causes = others.length > 0 ? others : isDeletion(all) ? undeleted : []
  const [cause, ...also] = onePerResource(causes)
  return {
    cause: cause ?? ownTrouble(all),
    alsoFailed: also,
    cancelled: onePerResource(cancelled).length,
    leftBehind: causes === undeleted ? [] : onePerResource(undeleted),
    startedAt: all[0]?.at ?? 0,
  }
}

/** Each once: events come late, twice, and in any order. Of one moment the id decides, so that the answer stays. */
function inTime(events: readonly Event[]): Event[] {
  const byId = new Map(events.map((event) => [event.id, event]))
  return [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** Whether a failure is only the outside of one in a nested stack; what a rollback could not delete failed nothing. */
const isWrapper = (failure: Event, troubles: readonly Event[]): boolean =>
  failure.type === STACK &&
  troubles.some((trouble) => isInside(trouble, failure) && isDelete(trouble) === isDelete(failure))

const isDelete = ({ status }: Event): boolean => status === 'DELETE_FAILED'

/** Whether something happened inside a nested stack. */
const isInside = (event: Event, { path, logicalId }: Event): boolean =>
  [...path, logicalId].every((part, index) => event.path[index] === part)

/** A failure that nobody else's caused, of a resource or of a stack. */
const isTrouble = (event: Event): boolean =>
  (event.status.endsWith('_FAILED') || isTurn(event)) && event.reason !== undefined && !isCancelled(event)

/** The stack itself turns back. */
const isTurn = ({ isOwn, status }: Event): boolean => isOwn && status.endsWith('ROLLBACK_IN_PROGRESS')

function isDeletion(events: readonly Event[]): boolean {
  const own = events.filter(({ isOwn, path }) => isOwn && path.length === 0)
  return own.length === 0 || own.some(({ status }) => status.startsWith('DELETE_'))
}

/** What a stack says of itself where no resource failed: a parameter is wrong, somebody cancelled it. */
function ownTrouble(events: readonly Event[]): Event | undefined {
  const own = events.filter((event) => event.isOwn && (event.status.endsWith('_FAILED') || isTurn(event)))
  return own.find(isTrouble) ?? own[0]
}

/** The first of each resource. */
function onePerResource(events: readonly Event[]): Event[] {
  const seen = new Set<string>()
  return events.filter((event) => {
    const key = keyOf(event)
    return !seen.has(key) && seen.add(key)
  })
}
