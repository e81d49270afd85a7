import { restingText } from '../assumed.ts'
import { notModelled } from '../not-modelled.ts'
import type { Report } from '../report.ts'
import { withPlace } from './evidence.ts'
import { html, type Markup } from './markup.ts'

/** What is taken for granted, with the theorems that rest on it. */
export const assumptionsSection = ({ assumptions, results }: Report): Markup => html`
<section aria-labelledby="assumptions">
<h2 id="assumptions">Assumptions</h2>
<p>What is proved is proved in a model of AWS. It holds as far as these sentences do; their sources are the sections
of the project's specification of private APIs.</p>
<dl>${assumptions.map(
  (one) => html`
<div><dt><code>${one.id}</code></dt>
<dd>${one.sentence} <span class="note">(${one.sources.join('; ')})</span><br><span class="note">Needed by ${restingText(one, results)}.</span></dd></div>`,
)}
</dl>
</section>`

/** What no theorem speaks of, and what in these templates was not understood. */
export const limitsSection = ({ problems }: Report): Markup => html`
<section aria-labelledby="limits">
<h2 id="limits">What is not modelled</h2>
${
  problems.length === 0
    ? ''
    : html`<h3>In these templates</h3><ul>${problems.map((one) => html`<li>${withPlace(one)}</li>`)}</ul><h3>At all</h3>`
}
<ul>${notModelled.map((text) => html`<li>${text}</li>`)}</ul>
</section>`
