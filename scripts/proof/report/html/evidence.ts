import { casesText } from '../cases.ts'
import { apisOf, isOpen } from '../conclusion.ts'
import { type Evidence, placeOf, type Report, type Result } from '../report.ts'
import { claimOf } from '../text.ts'
import { html, type Markup } from './markup.ts'
import { anchorOf, verdictMark } from './verdicts.ts'

/** What shows each verdict that is not simply PROVED: the request, and the lines that decide it. */
export function evidenceSection({ results }: Report): Markup {
  const apis = apisOf(results)
  const shown = results.filter((one) => isOpen(one) || one.request.length > 0)
  const items = shown.map((one) => item(one, anchorOf(one, apis.indexOf(one.api))))
  return html`
<section aria-labelledby="evidence">
<h2 id="evidence">Evidence</h2>
${items.length > 0 ? items : html`<p>Nothing to show: no theorem is refuted or unknown.</p>`}
</section>`
}

function item(result: Result, anchor: string): Markup {
  const [first, ...others] = result.reasons
  const cases = isOpen(result) ? casesText(result) : ''
  return html`
<article id="${anchor}" aria-labelledby="${anchor}-title">
<h3 id="${anchor}-title">${result.id} <span class="of">of ${result.api}</span></h3>
<p>${verdictMark(result)} ${claimOf(result)}.</p>
<details open>
<summary>${result.request.length > 0 ? 'The request that shows it' : 'Why'}</summary>
${first ? html`<p>${withPlace(first)}</p>` : ''}
${result.request.length > 0 ? html`<ul class="request">${result.request.map((line) => html`<li><code>${line}</code></li>`)}</ul>` : ''}
${others.length > 0 ? html`<ul>${others.map((one) => html`<li>${withPlace(one)}</li>`)}</ul>` : ''}
${cases === '' ? '' : html`<p>It comes out ${cases}.</p>`}
</details>
</article>`
}

/** A sentence with its line in the templates. */
export function withPlace(evidence: Evidence): Markup {
  const place = placeOf(evidence)
  return place === '' ? html`${evidence.text}` : html`${evidence.text} <code class="place">${place}</code>`
}
