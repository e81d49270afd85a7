/** Waits for a time, for something to become true, or for whichever comes first. */
export interface Pause {
  readonly ms?: number
  readonly until?: () => boolean
}

/** Something that takes time: it yields what it waits for. */
export type Process<Result = void> = Generator<Pause, Result, void>

interface Waiting {
  readonly process: Process<unknown>
  readonly due: number
  readonly until: (() => boolean) | undefined
}

/**
 * Many processes under one clock. Nothing runs by itself: whoever asks brings everything up to the present first, and
 * each step takes place at the moment it was due, however late somebody looks.
 */
export class Timeline {
  now: number
  private waiting: Waiting[] = []

  constructor(now: number) {
    this.now = now
  }

  /** Runs a process up to its first pause. */
  start(process: Process<unknown>): void {
    const { value, done } = process.next()
    if (done || !value) return
    const { ms = value.until ? Number.POSITIVE_INFINITY : 0, until } = value
    this.waiting.push({ process, due: this.now + ms, until })
  }

  advance(to: number): void {
    for (let next = this.next(to); next; next = this.next(to)) {
      const { process } = next
      this.waiting = this.waiting.filter((each) => each !== next)
      if (!next.until?.()) this.now = Math.max(this.now, next.due)
      this.start(process)
    }
    this.now = Math.max(this.now, to)
  }

  /** What is next on the way to a time: what waits for nothing any more, else what is due first. */
  private next(to: number): Waiting | undefined {
    const ready = this.waiting.find(({ until }) => until?.())
    if (ready) return ready
    let first: Waiting | undefined
    for (const each of this.waiting) if (each.due <= to && (!first || each.due < first.due)) first = each
    return first
  }

  /** When something happens next by time alone; undefined when nothing does. */
  get due(): number | undefined {
    const due = Math.min(...this.waiting.map((each) => each.due))
    return Number.isFinite(due) ? due : undefined
  }
}
