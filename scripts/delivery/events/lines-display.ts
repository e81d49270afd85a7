import type { Clock } from '../clock.ts'
import type { Terminal } from '../terminal.ts'
import type { Context, Display } from './display.ts'
import type { Event } from './event.ts'
import { annotation, command, harmless } from './github.ts'
import { heartbeatLine, isEcho, isFailure, stepLine } from './lines.ts'
import { ServiceClock } from './service-clock.ts'
import { Timeline } from './timeline.ts'

/** Logs of a CI job that says nothing look as if it hung (aws-cdk prints as often). */
const SILENCE_MS = 30_000

/** A line for each event, for logs. */
export class LinesDisplay implements Display {
  readonly #terminal: Terminal
  readonly #clock: Clock
  readonly #context: Context
  readonly #timeline = new Timeline()
  readonly #service: ServiceClock
  #spokeAt: number

  constructor(terminal: Terminal, clock: Clock, context: Context) {
    this.#terminal = terminal
    this.#clock = clock
    this.#context = context
    this.#service = new ServiceClock(clock)
    this.#spokeAt = clock.now()
    if (terminal.isGitHub) terminal.write(command('group', `Events of ${context.stackName}`))
  }

  show(events: readonly Event[]): void {
    this.#service.hear(events)
    for (const step of this.#timeline.add(events)) {
      if (isEcho(step.event) || step.isRepeat) continue
      this.#say(stepLine(step))
      if (this.#terminal.isGitHub && isFailure(step.event))
        this.#terminal.write(annotation(step.event, this.#context.declared?.(step.event)))
    }
  }

  tick(): void {
    if (this.#clock.now() - this.#spokeAt < SILENCE_MS) return
    const now = this.#service.now()
    this.#say(heartbeatLine(this.#timeline.running(), now, this.#timeline.offsetOf(now)))
  }

  end(): void {
    if (this.#terminal.isGitHub) this.#terminal.write(command('endgroup'))
  }

  #say(line: string): void {
    this.#spokeAt = this.#clock.now()
    this.#terminal.write(`${this.#terminal.isGitHub ? harmless(line) : line}\n`)
  }
}
