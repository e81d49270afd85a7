import type { GateLine } from '../../../scripts/proof/report/gate-lines.ts'
import { asHtml } from '../../../scripts/proof/report/html/page.ts'
import { at, finding, proved, refuted, reportOf, run, skipped, unknown, warning } from './findings.ts'

const hostile = `</td></code><script>alert(1)</script><img src=x onerror="alert(1)">'&`
const escaped =
  '&lt;/td&gt;&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;'

const line: GateLine = {
  api: 'Api',
  gate: 'resource policy of Api',
  effect: 'denies',
  text: 'Deny Others',
  file: 'a.yaml',
  line: 7,
}
const page = (findings: Parameters<typeof reportOf>[0], lines: GateLine[] = []) =>
  asHtml(reportOf(findings), run, lines)

/** The rows of the table of callers, as text. */
function callers(html: string): string[] {
  const table = /<table class="callers">.*?<\/table>/s.exec(html)?.[0] ?? ''
  return [...table.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) =>
    row
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

test.each([
  ['an API', finding('one', { kind: 'PROVED' }, { api: hostile })],
  ['a reason', finding('one', { kind: 'UNKNOWN', because: [{ text: hostile, at: at(1, hostile) }] })],
  ['a request', finding('one', { kind: 'REFUTED', because: [{ text: `  ${hostile}` }] })],
  ['a reason not to apply', finding('one', { kind: 'NOT APPLICABLE', because: [{ text: hostile }] })],
  [
    'a choice',
    finding('one', unknown.verdict, {
      when: [{ parameter: 'Note', value: hostile }],
      counts: { UNKNOWN: 1, PROVED: 1 },
    }),
  ],
])('what a template says is text on the page, never markup: %s', (_name, one) => {
  const html = page([one])
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<img')
  expect(html).toContain(escaped)
})

test('so are names of files, given values, problems and rules', () => {
  const report = reportOf([proved, finding('not-from-internet', { kind: 'PROVED' })], {
    given: new Map([['open:Note', hostile]]),
    problems: [{ why: hostile, at: at(1) }],
  })
  const templates = [{ file: hostile, sha256: hostile }]
  const html = asHtml({ ...report, templates }, run, [{ ...line, text: hostile, file: hostile }])
  expect(html).not.toContain('<script')
  expect(html.split(escaped).length - 1).toBe(6)
})

test('the verdicts are words', () => {
  const html = page([proved, refuted, unknown, skipped, warning])
  const words = [
    ...html.matchAll(/<strong class="verdict [a-z-]+"><span aria-hidden="true">.<\/span> ([A-Z ]+)</g),
  ]
  expect(words.slice(0, 5).map(([, word]) => word)).toEqual([
    'PROVED',
    'REFUTED',
    'UNKNOWN',
    'NOT APPLICABLE',
    'WARNING',
  ])
})

test('evidence is linked from the theorem and has its lines', () => {
  const html = page([refuted])
  expect(html).toContain('<a href="#broken-1">broken</a>')
  expect(html).toContain('<article id="broken-1"')
  expect(html).toContain('<li><code>by the internet</code></li>')
  expect(html).toContain('fixtures/open.yaml:17</code>')
  expect(page([proved])).toContain('Nothing to show')
})

describe('who can call', () => {
  const internet = (verdict: Parameters<typeof finding>[1]) => finding('not-from-internet', verdict)
  const consumer = (verdict: Parameters<typeof finding>[1]) => finding('consumer-is-accepted', verdict)

  test.each([
    [
      'shut out, with the statements that do it',
      internet({ kind: 'PROVED' }),
      'Anybody on the internet No request is accepted. ✓ PROVED not-from-internet Deny Others a.yaml:7',
    ],
    [
      'let in, with what lets in',
      internet({ kind: 'REFUTED', because: [{ text: 'Allow Everybody', at: at(9, 'b.yaml') }] }),
      'Anybody on the internet Yes: a request is accepted. ✗ REFUTED not-from-internet Allow Everybody b.yaml:9',
    ],
    [
      'accepted',
      consumer({ kind: 'PROVED' }),
      'The consumer, a host in the VPC Yes. ✓ PROVED consumer-is-accepted —',
    ],
    [
      'not asked',
      consumer(skipped.verdict),
      'The consumer, a host in the VPC Not asked: there is no such thing. – NOT APPLICABLE consumer-is-accepted —',
    ],
    [
      'not known',
      consumer(unknown.verdict),
      'The consumer, a host in the VPC Not known. ? UNKNOWN consumer-is-accepted a property that is not modelled tests/proof/report/fixtures/open.yaml:14',
    ],
  ])('%s', (_name, one, row) => {
    expect(callers(page([one], [line, { ...line, api: 'Another', text: 'Deny Elsewhere' }]))).toEqual([row])
  })
})

test('the page holds its time, from the clock it is given', () => {
  expect(page([proved])).toContain('<time datetime="2026-11-22T12:00:00.000Z">2026-11-22 12:00 UTC</time>')
})
