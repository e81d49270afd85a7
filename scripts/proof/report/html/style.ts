/** The page's looks: it has no other file, so it looks the same wherever it is opened, and years later. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1b1f24; --soft: #4b535d; --line: #c6ccd3; --panel: #f3f5f7; --link: #0b57a4;
  --good: #14602b; --bad: #a11010; --warning: #7a4b00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --text: #e8eaed; --soft: #b3bac2; --line: #454c54; --panel: #1f2429; --link: #8ec1ff;
    --good: #7ddb97; --bad: #ff9d94; --warning: #f2c063;
  }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 1.5rem }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem }
h2 { font-size: 1.3rem; margin: 2.25rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; overflow-wrap: anywhere }
a { color: var(--link) }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--page) }
.skip:focus { left: 1rem; top: 1rem }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
.conclusion { border: 1px solid var(--line); border-left: .4rem solid var(--bad); background: var(--panel);
  padding: .75rem 1rem; margin: 1rem 0; font-size: 1.1rem }
.conclusion.holds { border-left-color: var(--good) }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere }
thead th { color: var(--soft); font-size: .9rem; white-space: nowrap }
tbody th { font-weight: 600 }
.theorems th code, .templates code { white-space: nowrap; overflow-wrap: normal }
.theorems td:first-child { width: 11rem }
.callers th:first-child, .callers td:nth-child(2) { width: 20% }
.callers td:nth-child(3) { width: 26% }
.callers { min-width: 56rem }
.theorems { min-width: 40rem }
td ul { margin: 0; padding: 0; list-style: none }
td li + li { margin-top: .3rem }
.verdict { white-space: nowrap; font-size: .85rem; letter-spacing: .02em }
.proved { color: var(--good) }
.refuted, .unknown { color: var(--bad) }
.warning { color: var(--warning) }
.not-applicable, .note, .of, .place, footer { color: var(--soft) }
.of { font-weight: 400 }
article { border-left: 3px solid var(--line); padding-left: 1rem; margin: 1rem 0 }
article h3 { margin-top: 0 }
summary { cursor: pointer; font-weight: 600 }
.place { display: inline-block }
.request { list-style: none; padding: .6rem .9rem; margin: .5rem 0; background: var(--panel) }
dl { margin: 0 }
dt { font-weight: 600; margin-top: .9rem }
dd { margin: 0 }
footer { margin-top: 2.5rem; padding-bottom: 2rem; font-size: .9rem }
@media print {
  :root { color-scheme: light; --page: #fff; --text: #000; --soft: #333; --line: #999; --panel: #fff; --link: #000;
    --good: #000; --bad: #000; --warning: #000 }
  @page { margin: 16mm }
  body { font-size: 10pt }
  header, main, footer { max-width: none; padding: 0 }
  .skip { display: none }
  .wide { overflow: visible }
  .theorems th code, .templates code { white-space: normal; overflow-wrap: anywhere }
  .callers, .theorems { min-width: 0 }
  thead { display: table-header-group }
  tr, dl > div, .conclusion, li { break-inside: avoid }
  h2, h3, summary { break-after: avoid }
  details::details-content { content-visibility: visible; display: block }
}
`
