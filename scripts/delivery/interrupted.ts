import type { Edge } from './edge.ts'

/** Ctrl-C, where it ends what this process does. */
export class Interrupted extends Error {
  override name = 'Interrupted'
}

export const INTERRUPTED = 130

/** Does work that Ctrl-C ends: the signal is aborted, the work cleans up after itself. A second Ctrl-C ends the process. */
export async function interruptible<T>(
  edge: Edge,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof INTERRUPTED> {
  const stopping = new AbortController()
  const stop = edge.onInterrupt(() => {
    if (stopping.signal.aborted) process.exit(INTERRUPTED)
    edge.terminal.write('\nstopping; Ctrl-C once more ends this at once\n')
    stopping.abort(new Interrupted())
  })
  try {
    return await work(stopping.signal)
  } catch (error) {
    // What the work threw because it was stopped, an aborted question among it.
    if (stopping.signal.aborted && (error instanceof Interrupted || (error as Error).name === 'AbortError'))
      return INTERRUPTED
    throw error
  } finally {
    stop()
  }
}
