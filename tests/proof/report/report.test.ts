import { assumptions } from '../../../scripts/proof/assumptions.ts'
import { toReport } from '../../../scripts/proof/report/report.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'
import { at, finding, fixture, proved, refuted, reportOf, skipped, unknown, warning } from './findings.ts'

describe('the conclusion', () => {
  test.each([
    ['all hold', [proved, skipped], true, 'proved in the model: 1 of 1 theorems; not that AWS behaves so'],
    [
      'only a warning is refuted',
      [proved, warning],
      true,
      'proved in the model: 1 of 1 theorems; not that AWS behaves so',
    ],
    [
      'one is refuted',
      [proved, refuted],
      false,
      'not proved: 1 of 2 theorems hold in the model; refuted: broken',
    ],
    [
      'one is not known',
      [proved, unknown],
      false,
      'not proved: 1 of 2 theorems hold in the model; unknown: open',
    ],
    [
      'none applies',
      [skipped],
      false,
      'not proved: 0 of 0 theorems hold in the model; none says anything of Api',
    ],
    [
      'a warning alone applies',
      [warning],
      false,
      'not proved: 0 of 0 theorems hold in the model; none says anything of Api',
    ],
    ['nothing was found', [], false, 'not proved: nothing was decided'],
    [
      'none applies to one of two APIs',
      [proved, finding('skipped', skipped.verdict, { api: 'Second' })],
      false,
      'not proved: 1 of 1 theorems hold in the model; none says anything of Second',
    ],
  ])('when %s', (_name, findings, isProved, text) => {
    expect(reportOf(findings).conclusion).toEqual({ proved: isProved, text })
  })
})

test('reasons, the lines of the request and their places are told apart', () => {
  const [result] = reportOf([refuted]).results
  expect(result?.request).toEqual(['by the internet', 'aws:SourceIp 203.0.113.10'])
  expect(result?.reasons).toEqual([
    { text: 'this request is accepted:' },
    { text: 'resource policy passes: Allow Everybody', file: fixture, line: 17 },
    { text: 'resource policy passes: Allow Others', file: fixture, line: 30 },
  ])
})

test('the same reason twice is said once', () => {
  const because = [
    { text: 'a rule', at: at(3) },
    { text: 'a rule', at: at(3) },
    { text: 'a rule', at: at(4) },
  ]
  expect(reportOf([finding('twice', { kind: 'REFUTED', because })]).results[0]?.reasons).toHaveLength(2)
})

test('a case says which of its values the parameters have anyway', () => {
  expect(reportOf([refuted]).results[0]?.when).toEqual([
    { parameter: 'Note', value: 'none', isDefault: true },
    { parameter: 'Cidr', value: null, isDefault: false },
    { parameter: 'Other', value: '', isDefault: false },
  ])
})

test('a witness is evidence too', () => {
  const witness = [{ text: 'this request is accepted:' }, { text: '  by the internet' }]
  const [result] = reportOf([finding('public', { kind: 'PROVED', witness })]).results
  expect(result).toMatchObject({
    request: ['by the internet'],
    reasons: [{ text: 'this request is accepted:' }],
  })
})

test('each template is named once, with the hash of its content', () => {
  expect(
    toReport([], openStacks(), () => 'abc')
      .templates.map(({ file }) => file)
      .sort(),
  ).toEqual([
    'dist/api-consumer.yaml',
    'dist/main.yaml',
    'dist/secure-private-api-vpc.yaml',
    'dist/secure-private-api.yaml',
    'dist/unsecure-public-api.yaml',
  ])
})

test('given values and problems are reported, the partition among the assumptions', () => {
  const report = reportOf([proved], {
    given: new Map([
      ['AWS::Partition', 'aws'],
      ['open:Note', 'some'],
    ]),
    problems: [{ why: 'a Transform', at: at(2) }],
  })
  expect(report.given).toEqual({ 'open:Note': 'some' })
  expect(report.problems).toEqual([{ text: 'a Transform', file: fixture, line: 2 }])
  expect(report.assumptions.map(({ id }) => id)).toContain('partition')
})

test('an assumption is listed with the theorems that rest on it, and not when none does', () => {
  const { assumptions: used } = reportOf([
    proved,
    refuted,
    { ...skipped, theorem: { ...skipped.theorem, assumes: ['fresh-ids'] } },
  ])
  expect(used.find(({ id }) => id === 'iam-semantics')?.theorems).toEqual(['shown', 'broken'])
  expect(used.find(({ id }) => id === 'ways-in')?.theorems).toEqual(['broken'])
  expect(used.map(({ id }) => id)).not.toContain('fresh-ids')
})

test('every assumption has a sentence and a source', () => {
  for (const { sentence, sources } of Object.values(assumptions)) {
    expect(sentence).toMatch(/^[A-Z].*\.$/s)
    expect(sources.length).toBeGreaterThan(0)
  }
})

test.each([
  ['an escape sequence', 'a\u001B[31mb', 'a\uFFFD[31mb'],
  ['a line break', 'a\nb', 'a\uFFFDb'],
  ['text turned around', 'a\u202Eb', 'a\uFFFDb'],
  ['a symbol that nobody named', 'vpce-\uE000', 'vpce-‹?›'],
  ['letters and signs', 'Zürich <b> 😀 ‹Api›', 'Zürich <b> 😀 ‹Api›'],
])('what a template says is shown without harm: %s', (_name, text, shown) => {
  const because = [{ text }]
  expect(reportOf([finding('said', { kind: 'UNKNOWN', because })]).results[0]?.reasons[0]?.text).toBe(shown)
})
