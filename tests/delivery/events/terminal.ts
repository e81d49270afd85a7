import { plain } from '../../../scripts/command/paint.ts'
import type { Clock } from '../../../scripts/delivery/clock.ts'
import type { Terminal } from '../../../scripts/delivery/terminal.ts'
import { START } from './story.ts'

/** A terminal that keeps what is written; nobody is there to be asked. */
export function keptTerminal(kind: Partial<Terminal> = {}) {
  const written: string[] = []
  const write = (text: string) => {
    written.push(text)
  }
  const terminal: Terminal = {
    write,
    result: write,
    paint: plain,
    isLive: false,
    isGitHub: false,
    columns: () => 80,
    rows: () => 24,
    ask: undefined,
    ...kind,
  }
  return { terminal, text: () => written.join('') }
}

/** A clock that stands until it is set, in seconds after the start of a story. */
export function setClock(offBy = 0) {
  let now = START + offBy
  const clock: Clock = { now: () => now, wait: async () => undefined }
  return {
    clock,
    at: (seconds: number) => {
      now = START + offBy + seconds * 1000
    },
  }
}
