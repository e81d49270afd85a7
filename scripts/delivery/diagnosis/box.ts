import { type Paint, plain } from '../../command/paint.ts'
import { oneLine } from '../../command/visible.ts'
import { wrapped } from '../../command/wrap.ts'
import { offsetText } from '../events/duration.ts'
import { type Event, nameOf } from '../events/event.ts'
import { type DeclaredAt, declaredText } from './declared-at.ts'
import type { Hint } from './hints.ts'
import type { Diagnosis } from './root-cause.ts'

/** What is known of a failure beside its events. */
export interface Facts {
  readonly declared: DeclaredAt | undefined
  readonly hint: Hint | undefined
  /** What to do next, one each. */
  readonly next: readonly string[]
}

const COLUMNS = 100
const LABEL = 12
/** More is for `npm run events -- --failed`. */
const MOST_OTHERS = 8

/** The failure that the others follow from, and all that helps with it. */
export function boxText(diagnosis: Diagnosis, facts: Facts, isDrawn: boolean, paint: Paint = plain): string {
  const lines = rowsOf(diagnosis, facts).flatMap(([label, texts]) => row(label, texts))
  return isDrawn
    ? drawn('Root cause', lines, paint)
    : ['Root cause', ...lines.map((line) => `  ${line}`), ''].join('\n')
}

type Row = readonly [label: string, texts: readonly string[]]

function rowsOf({ cause, alsoFailed, cancelled, leftBehind, startedAt }: Diagnosis, facts: Facts): Row[] {
  const about: Row[] = cause
    ? [
        ['resource', [nameOf(cause)]],
        ['type', [cause.type]],
        ['status', [`${cause.status} at ${offsetText(cause.at - startedAt)} from the start`]],
        ['reason', [cause.reason ?? 'CloudFormation gives none.']],
      ]
    : [['reason', ['No event tells of a failure.']]]
  const { declared, hint, next } = facts
  return [
    ...about,
    ['declared at', declared ? declaredText(declared) : []],
    ['why', hint ? [hint.why] : []],
    ['cure', hint ? [hint.cure] : []],
    ['also failed', others(alsoFailed, ({ reason }) => (reason === undefined ? '' : `: ${reason}`))],
    ['cancelled', cancelled > 0 ? [`${cancelled} more, because of it`] : []],
    [
      'left behind',
      others(leftBehind, ({ physicalId }) => (physicalId === undefined ? '' : ` (${physicalId})`)),
    ],
    ['next', next],
  ]
}

function others(events: readonly Event[], more: (event: Event) => string): string[] {
  const told = events.slice(0, MOST_OTHERS).map((event) => `${nameOf(event)}${more(event)}`)
  const left = events.length - told.length
  return left > 0 ? [...told, `and ${left} more`] : told
}

/** A label beside its texts, each on lines of its own. */
function row(label: string, texts: readonly string[]): string[] {
  const width = COLUMNS - 4 - LABEL - 1
  const lines = texts.flatMap((text) => wrapped(breakable(oneLine(text), width), width))
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL)} ${line}`)
}

/** An ARN can be longer than the box is wide. */
const breakable = (text: string, width: number): string =>
  text.replace(new RegExp(`\\S{${width}}(?=\\S)`, 'gu'), '$& ')

function drawn(title: string, lines: readonly string[], paint: Paint): string {
  const bar = '─'.repeat(COLUMNS - 5 - title.length)
  const inside = lines.map(
    (line) =>
      `${paint('bad', '│')} ${line}${' '.repeat(Math.max(0, COLUMNS - 4 - lengthOf(line)))} ${paint('bad', '│')}`,
  )
  return [
    `${paint('bad', '┌─')} ${paint('bold', title)} ${paint('bad', `${bar}┐`)}`,
    ...inside,
    paint('bad', `└${'─'.repeat(COLUMNS - 2)}┘`),
    '',
  ].join('\n')
}

const lengthOf = (text: string): number => [...text].length
