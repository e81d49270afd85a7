import { plain } from '../../../scripts/command/paint.ts'
import { realClock } from '../../../scripts/delivery/clock.ts'
import { main } from '../../../scripts/deploy.ts'

/** `npm run deploy` as a process of its own, to be killed; it waits a hundredth of the time. */
void main(process.argv.slice(2), {
  clock: { now: Date.now, wait: (milliseconds, signal) => realClock.wait(milliseconds / 100, signal) },
  terminal: {
    write: (text) => process.stdout.write(text),
    result: (text) => process.stdout.write(text),
    paint: plain,
    isLive: false,
    columns: () => 100,
    rows: () => 40,
    isGitHub: false,
    ask: undefined,
  },
  patience: { connectMs: 1000, answerMs: 5000, attempts: 3, backoffMs: () => 1 },
  onInterrupt: () => () => undefined,
}).then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  },
)
