import type { Loaded } from './load.ts'

/** What the lab costs and bears. */
export interface LabFigures {
  /** Milliseconds until the lab is ready, until new rules are in force, until the last process is gone. */
  readonly up: readonly number[]
  readonly reload: readonly number[]
  readonly down: readonly number[]
  /** Bytes of a lab that nobody uses. */
  readonly idle: Memory
  readonly traffic: readonly Traffic[]
  readonly crashes: Crashes
}

/** The memory of some processes together: with pages that several share counted in part (PSS), and in whole (RSS). */
export interface Memory {
  readonly pss: number
  readonly rss: number
}

/** The same traffic in the lab, and to the same server without namespaces. */
export interface Traffic {
  readonly name: string
  readonly lab: Loaded
  readonly loopback: Loaded
}

/** Traffic with some invocations that crash. */
export interface Crashes {
  readonly loaded: Loaded
  /** Of the process that answers: after a third of the time, and at the end. */
  readonly before: Memory
  readonly after: Memory
}

/** Answers of one status in a second. */
export const perSecond = ({ answers, seconds }: Loaded, status = '200'): number =>
  (answers[status] ?? 0) / seconds
