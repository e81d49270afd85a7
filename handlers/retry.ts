import { setTimeout as sleepFor } from 'node:timers/promises'

export type Sleep = (milliseconds: number) => Promise<unknown>

/** Waits in real time. */
export const sleep: Sleep = (milliseconds) => sleepFor(milliseconds)

/** Attempts once more after each of `delays`, as long as what was thrown is `temporary`. */
export async function retry<T>(
  attempt: () => Promise<T>,
  temporary: (error: unknown) => boolean,
  delays: readonly number[],
  wait: Sleep = sleep,
): Promise<T> {
  for (const delay of delays) {
    try {
      return await attempt()
    } catch (error) {
      if (!temporary(error)) throw error
    }
    await wait(delay)
  }
  return attempt()
}
