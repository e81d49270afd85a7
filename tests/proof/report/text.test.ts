import { paintFor, plain } from '../../../scripts/command/paint.ts'
import { asText } from '../../../scripts/proof/report/text.ts'
import {
  at,
  finding,
  fixture,
  proved,
  refuted,
  reportOf,
  run,
  skipped,
  unknown,
  warning,
} from './findings.ts'

const text = (...findings: Parameters<typeof reportOf>[0]) => asText(reportOf(findings), run)

test('a line for each theorem, evidence where one does not hold, then the conclusion', () => {
  const output = text(proved, refuted, unknown, skipped, warning)
  expect(
    output.slice(0, output.indexOf('\nAssumed')),
  ).toBe(`${fixture}: 1 API, every value of the parameters in 5 cases, 0.3 s

Api
  PROVED          shown    what shown says
  REFUTED         broken   what broken says
      this request is accepted:
        by the internet
        aws:SourceIp 203.0.113.10
      resource policy passes: Allow Everybody  ${fixture}:17
      resource policy passes: Allow Others  ${fixture}:30
      only in 2 of 5 cases, such as Cidr=(any other), Other="", defaults else; PROVED in 3
  UNKNOWN         open     what open says
      a property that is not modelled  ${fixture}:14
  NOT APPLICABLE  skipped  there is no such thing
  WARNING         warns    not so: what warns says
      names are hidden  ${fixture}:10
`)
  expect(output).toMatch(
    /\n\nnot proved: 1 of 3 theorems hold in the model; refuted: broken; unknown: open\n$/,
  )
})

test('every assumption once, with what needs it', () => {
  expect(text(proved, refuted)).toMatch(
    / {2}iam-semantics \(semantics 3\.2.*\)\n {6}IAM decides as .*\n(?: {6}.*\n)+? {6}needed by all theorems\n {2}ways-in/,
  )
  const three = [
    proved,
    finding('b', proved.verdict),
    finding('c', proved.verdict, { assumes: ['iam-semantics'] }),
  ]
  expect(text(...three)).toContain('needed by all theorems but b\n')
  expect(text(...three.slice(0, 2), finding('d', proved.verdict))).toContain('needed by shown\n')
})

test('a theorem that holds where it applies says where it does', () => {
  expect(text(finding('part', { kind: 'PROVED' }, { counts: { PROVED: 2, 'NOT APPLICABLE': 1 } }))).toContain(
    'what part says (2 of 3 cases, not applicable in the others)\n',
  )
})

test('all defaults are not repeated', () => {
  const when = [{ parameter: 'Note', value: 'none' }]
  const one = finding('part', unknown.verdict, { when, counts: { UNKNOWN: 1, PROVED: 1 } })
  expect(text(one)).toContain('only in 1 of 2 cases, such as all defaults; PROVED in 1\n')
})

test('a long list of reasons is cut, and says so', () => {
  const because = Array.from({ length: 20 }, (_, index) => ({ text: `rule ${index}`, at: at(index + 1) }))
  const output = text(finding('many', { kind: 'REFUTED', because }))
  expect(output).toContain('rule 12 ')
  expect(output).not.toContain('rule 13 ')
  expect(output).toContain('and 7 more, which --format json lists\n')
})

test('what was not understood is listed', () => {
  const report = reportOf([], { problems: [{ why: 'a Transform', at: at(2) }] })
  expect(asText(report, run)).toContain(`\nNot understood\n  a Transform  ${fixture}:2\n`)
  expect(text(proved)).not.toContain('Not understood')
})

describe('colour', () => {
  const paint = paintFor({ isTTY: true }, {})
  test('is for a terminal', () => {
    expect(asText(reportOf([proved]), run, paint)).toContain('\u001B[32mPROVED        \u001B[0m')
  })
  test('changes no word', () => {
    const report = reportOf([proved, refuted, unknown, skipped, warning])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
    expect(asText(report, run, paint).replace(/\u001B\[\d+m/g, '')).toBe(asText(report, run))
  })
  test.each([
    ['a file or pipe', {}, {}],
    ['NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }],
    ['continuous integration', { isTTY: true }, { CI: 'true' }],
    ['a terminal that cannot', { isTTY: true }, { TERM: 'dumb' }],
  ])('is not for %s', (_name, stream, env) => {
    expect(paintFor(stream, env)).toBe(plain)
  })
})
