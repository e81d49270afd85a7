import type { Sample } from '../model.ts'

/** What a deployment finds: nothing, a stack that it changes, a stack that already is as wanted. */
export const CASES = ['create', 'update', 'no change'] as const
export type Case = (typeof CASES)[number]

export const TOOLS = ['deploy', 'aws cloudformation deploy'] as const
export type Tool = (typeof TOOLS)[number]

/** What of a deployment takes time at the service. */
export const PACES = ['instant-resources', 'instant'] as const
export type Pace = (typeof PACES)[number]

/** One command, once: what it cost, and the calls that it made. */
export interface Run {
  readonly sample: Sample
  readonly calls: readonly string[]
}

/** The runs of both tools in one round, which belong together. */
export type Pair = Readonly<Record<Tool, Run>>

/** All rounds of one case. */
export interface Comparison {
  readonly pace: Pace
  readonly case: Case
  readonly pairs: readonly Pair[]
}

/** How a deployment was watched, on a clock that is simulated. */
export interface Watched {
  readonly case: 'create' | 'update'
  /** Milliseconds from the request that began it until the stack was complete. */
  readonly duration: number
  /** Milliseconds from then until deploy knew. */
  readonly late: number
  /** How often it asked from the request that began it to the end, and before that, where the events are so far. */
  readonly requests: number
}

export interface DeliveryFigures {
  readonly comparisons: readonly Comparison[]
  readonly watched: readonly Watched[]
}

/** What asks for a root and four nested stacks each time would have made, one for each stack. */
export const STACKS = 5
export const FIXED_POLL_MS = 2000

export const fixedPolls = ({ duration }: Pick<Watched, 'duration'>): number =>
  STACKS * Math.ceil(duration / FIXED_POLL_MS)
