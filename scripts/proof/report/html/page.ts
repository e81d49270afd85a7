import { createHash } from 'node:crypto'
import { casesOf } from '../cases.ts'
import { apisOf } from '../conclusion.ts'
import type { GateLine } from '../gate-lines.ts'
import type { Report, Run } from '../report.ts'
import { assumptionsSection, limitsSection } from './assumptions.ts'
import { callersSection } from './callers.ts'
import { evidenceSection } from './evidence.ts'
import { html, Markup } from './markup.ts'
import { style } from './style.ts'
import { theoremsSection } from './theorems.ts'

/** Nothing is loaded and no script runs, even if some text of a template were to get through as one. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`

/** One page for a security reviewer: no other file, no script, to be read on a screen, aloud or on paper. */
export function asHtml(report: Report, run: Run, lines: readonly GateLine[]): string {
  const { conclusion } = report
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${conclusion.proved ? 'Proved' : 'Not proved'}: who can reach the API</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
<h1>Who can reach the API: what is proved from the templates</h1>
<p>${dateOf(run)}</p>
</header>
<main id="main" tabindex="-1">
<section aria-labelledby="conclusion">
<h2 id="conclusion">Conclusion</h2>
<p class="conclusion${conclusion.proved ? ' holds' : ''}"><strong>${capital(conclusion.text)}.</strong></p>
<p>${scopeOf(report)}</p>
</section>
${templatesSection(report)}
${callersSection(report, lines)}
${theoremsSection(report)}
${evidenceSection(report)}
${assumptionsSection(report)}
${limitsSection(report)}
</main>
<footer><p>Made by <code>npm run prove</code> of secure-private-api in ${run.seconds.toFixed(1)} s. To make it again from the
same templates, compare their hashes first.</p></footer>
</body>
</html>
`
  return page.text
}

function dateOf({ date }: Run): Markup {
  const text = date.toISOString()
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')} UTC</time>`
}

function scopeOf({ results }: Report): string {
  const apis = apisOf(results).length
  const cases = Math.max(0, ...results.map(casesOf))
  return `For ${apis} ${apis === 1 ? 'API' : 'APIs'}, every request, and every value of the parameters that were given none, divided into ${cases} ${cases === 1 ? 'case' : 'cases'}. “Proved” is said of the model described under Assumptions, not of what AWS will do.`
}

function templatesSection({ templates, given }: Report): Markup {
  const values = Object.entries(given)
  return html`
<section aria-labelledby="templates">
<h2 id="templates">Templates</h2>
<div class="wide" role="region" aria-labelledby="templates" tabindex="0">
<table class="templates">
<thead><tr><th scope="col">File</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${templates.map(
    ({ file, sha256 }) => html`
<tr><th scope="row"><code>${file}</code></th><td><code>${sha256}</code></td></tr>`,
  )}</tbody>
</table>
</div>
${values.length > 0 ? html`<p>Given values: ${values.map(([name, value]) => html`<code>${name}=${value}</code> `)}</p>` : ''}
</section>`
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
