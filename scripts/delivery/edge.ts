import type { Patience } from './aws/connect.ts'
import { type Clock, realClock } from './clock.ts'
import { realTerminal, type Terminal } from './terminal.ts'

/** What commands touch besides AWS and files: tests put a clock that does not wait and a person who answers there. */
export interface Edge {
  readonly clock: Clock
  readonly terminal: Terminal
  readonly patience: Patience
  /** Has the handler called at every Ctrl-C, in place of ending the process, until what it returns is called. */
  readonly onInterrupt: (handler: () => void) => () => void
}

/** @param isForProgram whether a program reads the result, so that all else goes to standard error */
export const realEdge = (isForProgram = false): Edge => ({
  clock: realClock,
  terminal: realTerminal(isForProgram),
  // Most throttling is over at once; an uncapped back-off looks like a hang (aws-cdk). Together some 40 s.
  patience: {
    connectMs: 5000,
    answerMs: 30_000,
    attempts: 10,
    backoffMs: (attempt) => Math.min(100 * 2 ** (attempt - 1), 15_000) * (0.5 + Math.random() / 2),
  },
  onInterrupt,
})

function onInterrupt(handler: () => void): () => void {
  const others = process.listeners('SIGINT')
  process.removeAllListeners('SIGINT')
  process.on('SIGINT', handler)
  return () => {
    process.off('SIGINT', handler)
    for (const other of others) process.on('SIGINT', other as NodeJS.SignalsListener)
  }
}
