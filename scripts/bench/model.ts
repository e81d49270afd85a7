/** A command whose cost is measured, as one whole process. */
export interface Bench {
  name: string
  /** Run from the project's root, or from `folder` below it. */
  command: readonly string[]
  folder?: string
  /** Variables of its own, in place of all of the caller's that begin with AWS_. */
  env?: Readonly<Record<string, string>>
  /** Done once before the first round, and not measured. */
  prepare?: () => Promise<void>
}

/** A table of the report: benches that belong together, and what we want of them. */
export interface Section {
  title: string
  text?: string
  benches: readonly Bench[]
  /** The bench the others are compared with, round by round. */
  baseline?: string
  goals: readonly Goal[]
}

/** A promise about one bench: its median cost stays below a limit, or the baseline takes so many times longer. */
export type Goal =
  | { bench: string; cost: Cost; below: number }
  | { bench: string; against: string; timesFaster: number }

/** Seconds until the process ended, seconds of user CPU of it and its children, bytes of its largest process. */
export type Cost = 'wall' | 'user' | 'rss'
export type Sample = Record<Cost, number>

/** What the rounds gave, by the name of the bench: the n-th samples of all benches are of the same round. */
export type Samples = Readonly<Record<string, readonly Sample[]>>
