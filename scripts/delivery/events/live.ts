import type { Paint } from '../../command/paint.ts'
import { oneLine } from '../../command/visible.ts'
import type { Clock } from '../clock.ts'
import type { Terminal } from '../terminal.ts'
import type { Context, Display } from './display.ts'
import { durationText, offsetText } from './duration.ts'
import { type Event, nameOf } from './event.ts'
import { isEcho, leavesOf, stepLine } from './lines.ts'
import { ServiceClock } from './service-clock.ts'
import { isRunning, type Running, Timeline } from './timeline.ts'

const HIDE_CURSOR = '\u001B[?25l'
const SHOW_CURSOR = '\u001B[?25h'
const CLEAR_BELOW = '\u001B[J'
const up = (lines: number): string => (lines > 0 ? `\u001B[${lines}A` : '')

/** What ended scrolls by as lines; below them stands a block of what is in progress, drawn anew each time. */
export class LiveDisplay implements Display {
  readonly #terminal: Terminal
  readonly #service: ServiceClock
  readonly #stackName: string
  readonly #paint: Paint
  readonly #timeline = new Timeline()
  /** The lengths of the lines of the block as it stands on the screen. */
  #drawn: readonly number[] = []
  #isCursorHidden = false
  #ended = 0

  constructor(terminal: Terminal, clock: Clock, { stackName }: Context) {
    this.#terminal = terminal
    this.#service = new ServiceClock(clock)
    this.#stackName = oneLine(stackName)
    this.#paint = terminal.paint
  }

  show(events: readonly Event[]): void {
    this.#service.hear(events)
    const steps = this.#timeline.add(events).filter(({ event, isRepeat }) => !isEcho(event) && !isRepeat)
    this.#ended += steps.filter(({ event }) => !isRunning(event.status)).length
    const lines = steps
      .filter(({ event }) => !isRunning(event.status) || (event.isOwn && event.status.includes('ROLLBACK')))
      .map((step) => `${stepLine(step, this.#paint)}\n`)
    this.#draw(lines.join(''))
  }

  tick(): void {
    this.#draw('')
  }

  end(): void {
    this.#terminal.write(`${this.#erased()}${this.#isCursorHidden ? SHOW_CURSOR : ''}`)
    this.#drawn = []
    this.#isCursorHidden = false
  }

  /** In one piece, so that nobody sees the block gone. */
  #draw(above: string): void {
    const block = this.#block()
    const hide = this.#isCursorHidden ? '' : HIDE_CURSOR
    this.#terminal.write(`${hide}${this.#erased()}${above}${block.map(({ painted }) => painted).join('\n')}`)
    this.#isCursorHidden = true
    this.#drawn = block.map(({ length }) => length)
  }

  /** To where the block began: a terminal made narrower since has broken its lines. */
  #erased(): string {
    const columns = Math.max(1, this.#terminal.columns())
    const rows = this.#drawn.reduce((sum, length) => sum + Math.max(1, Math.ceil(length / columns)), 0)
    return `\r${up(rows - 1)}${CLEAR_BELOW}`
  }

  #block(): { readonly painted: string; readonly length: number }[] {
    const now = this.#service.now()
    const running = leavesOf(this.#timeline.running())
    // One row stays free for what is typed, and the last column, as writing there breaks the line.
    const most = Math.max(0, this.#terminal.rows() - 3)
    const shown = running.length > most ? running.slice(0, Math.max(0, most - 1)) : running
    const left = running.length - shown.length
    const head = `${offsetText(this.#timeline.offsetOf(now))} ${this.#stackName}: ${running.length} in progress, ${this.#ended} done`
    return [
      this.#line(head, 'bold'),
      ...shown.map((each) => this.#line(runningText(each, now), undefined)),
      ...(left > 0 && most > 0 ? [this.#line(`  and ${left} more`, 'dim')] : []),
    ]
  }

  #line(text: string, look: Parameters<Paint>[0] | undefined) {
    const width = Math.max(1, this.#terminal.columns() - 1)
    const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text
    return { painted: look ? this.#paint(look, cut) : cut, length: cut.length }
  }
}

const runningText = ({ event, since }: Running, now: number): string =>
  [
    `  ${durationText(now - since).padStart(10)}  ${oneLine(nameOf(event))}`,
    event.status,
    event.detail ?? '',
    // The least of it, and the first that a narrow terminal loses.
    oneLine(event.type),
  ]
    .filter((part) => part !== '')
    .join('  ')
