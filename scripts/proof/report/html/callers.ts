import { apisOf } from '../conclusion.ts'
import type { GateLine } from '../gate-lines.ts'
import { type Evidence, placeOf, type Report, type Result } from '../report.ts'
import { withPlace } from './evidence.ts'
import { html, type Markup } from './markup.ts'
import { verdictMark } from './verdicts.ts'

/** Where a theorem does not apply, its reason answers. */
type Answers = Readonly<Record<Exclude<Result['verdict'], 'NOT APPLICABLE'>, string>>

/** Somebody at a place in the network, with the theorems that speak of them; the first one present answers. */
interface Caller {
  readonly who: string
  readonly theorems: readonly string[]
  readonly answers: Answers
  /** The statements and rules to look at. */
  readonly looksAt: (line: GateLine) => boolean
}

const SHUT_OUT: Answers = {
  PROVED: 'No request is accepted.',
  REFUTED: 'Yes: a request is accepted.',
  UNKNOWN: 'Not known.',
}
const LET_IN: Answers = {
  PROVED: 'Yes.',
  REFUTED: 'Not always: a request that should be accepted is refused.',
  UNKNOWN: 'Not known.',
}
/** From outside, nothing stands before an API but its own policy. */
const isOwn = ({ gate }: GateLine) => gate.startsWith('resource policy')
const refusals = (line: GateLine) => line.effect === 'denies' && isOwn(line)
const admissions = ({ effect }: GateLine) => effect === 'allows'

const CALLERS: readonly Caller[] = [
  {
    who: 'Anybody on the internet',
    theorems: ['not-from-internet'],
    answers: SHUT_OUT,
    looksAt: refusals,
  },
  {
    who: 'Anybody on the internet',
    theorems: ['public-is-public'],
    answers: { ...LET_IN, PROVED: 'Yes: this API is public, the negative control.' },
    looksAt: (line) => admissions(line) && isOwn(line),
  },
  {
    who: "Somebody else's endpoint, of any account",
    theorems: ['not-by-others-endpoint', 'only-our-endpoint'],
    answers: SHUT_OUT,
    looksAt: refusals,
  },
  {
    who: 'The consumer, a host in the VPC',
    theorems: ['consumer-is-accepted', 'only-our-networks', 'only-https', 'only-listed-peers'],
    answers: LET_IN,
    looksAt: admissions,
  },
  {
    who: 'The corporate network',
    theorems: ['corporate-is-accepted', 'only-our-networks'],
    answers: LET_IN,
    looksAt: admissions,
  },
]

/** Who can call each API and why not, with the lines of the templates to look at. */
export function callersSection({ results }: Report, lines: readonly GateLine[]): Markup {
  const tables = apisOf(results).map((api, index) => {
    const own = results.filter((one) => one.api === api)
    const rows = CALLERS.flatMap((caller) => rowOf(caller, own, lines) ?? [])
    return html`
<h3 id="callers-${index + 1}">${api}</h3>
<div class="wide" role="region" aria-labelledby="callers-${index + 1}" tabindex="0">
<table class="callers">
<thead><tr><th scope="col">Who</th><th scope="col">Can they call?</th><th scope="col">Shown by</th><th scope="col">Where to look</th></tr></thead>
<tbody>${rows}</tbody>
</table>
</div>`
  })
  return html`
<section aria-labelledby="callers">
<h2 id="callers">Who can call, and why not</h2>
${tables}
</section>`
}

function rowOf(caller: Caller, own: readonly Result[], lines: readonly GateLine[]): Markup | undefined {
  const shown = caller.theorems.flatMap((id) => own.find((one) => one.id === id) ?? [])
  const [main] = shown
  if (!main) return undefined
  const places = placesOf(
    main,
    lines.filter((line) => line.api === main.api && caller.looksAt(line)),
  )
  return html`
<tr><th scope="row">${caller.who}</th>
<td>${answerOf(caller, main)}</td>
<td><ul>${shown.map((one) => html`<li>${verdictMark(one)} <code>${one.id}</code></li>`)}</ul></td>
<td>${places.length > 0 ? html`<ul>${places.map((place) => html`<li>${withPlace(place)}</li>`)}</ul>` : '—'}</td></tr>`
}

function answerOf({ answers }: Caller, { verdict, reasons }: Result): string {
  if (verdict !== 'NOT APPLICABLE') return answers[verdict]
  return `Not asked: ${reasons.map(({ text }) => text).join('; ')}.`
}

/** What decides a verdict that has evidence; else the statements and rules that a proof went through. */
function placesOf({ verdict, reasons }: Result, lines: readonly GateLine[]): Evidence[] {
  if (verdict === 'NOT APPLICABLE') return []
  const placed = reasons.filter(({ file }) => file !== undefined)
  const all = verdict !== 'PROVED' && placed.length > 0 ? placed : lines
  return [...new Map(all.map((one) => [`${one.text} ${placeOf(one)}`, one])).values()]
}
