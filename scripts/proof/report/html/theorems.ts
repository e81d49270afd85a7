import { casesText } from '../cases.ts'
import { apisOf, isOpen } from '../conclusion.ts'
import type { Report, Result } from '../report.ts'
import { claimOf } from '../text.ts'
import { html, type Markup } from './markup.ts'
import { anchorOf, verdictMark } from './verdicts.ts'

/** Every theorem with its verdict, a table for each API. */
export function theoremsSection({ results }: Report): Markup {
  const tables = apisOf(results).map((api, index) =>
    tableOf(
      api,
      index,
      results.filter((one) => one.api === api),
    ),
  )
  return html`
<section aria-labelledby="theorems">
<h2 id="theorems">Theorems</h2>
${tables.length > 0 ? tables : html`<p>Nothing was decided; see what was not understood.</p>`}
</section>`
}

const tableOf = (api: string, index: number, results: readonly Result[]): Markup => html`
<h3 id="api-${index + 1}">${api}</h3>
<div class="wide" role="region" aria-labelledby="api-${index + 1}" tabindex="0">
<table class="theorems">
<thead><tr><th scope="col">Verdict</th><th scope="col">Theorem</th><th scope="col">What it says</th></tr></thead>
<tbody>${results.map((result) => rowOf(result, index))}</tbody>
</table>
</div>`

function rowOf(result: Result, index: number): Markup {
  const { id, verdict, request, reasons } = result
  const linked = isOpen(result) || request.length > 0
  const note = verdict === 'NOT APPLICABLE' ? reasons.map(({ text }) => text).join('; ') : casesText(result)
  return html`
<tr><td>${verdictMark(result)}</td>
<th scope="row"><code>${linked ? html`<a href="#${anchorOf(result, index)}">${id}</a>` : id}</code></th>
<td>${claimOf(result)}${note === '' ? '' : html` <span class="note">(${note})</span>`}</td></tr>`
}
