import { formats } from '../../../scripts/proof/report/formats.ts'
import { asSarif } from '../../../scripts/proof/report/sarif.ts'
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

const all = [proved, refuted, unknown, skipped, warning]
const extras = { run, gateLines: () => [] }

describe('json', () => {
  test('is the report, and the same for the same templates whenever it is made', () => {
    const later = { ...extras, run: { seconds: 9, date: new Date() } }
    const text = formats.json(reportOf(all))
    expect(JSON.parse(text)).toEqual(reportOf(all))
    expect((formats as Record<string, (...args: unknown[]) => string>).json?.(reportOf(all), later)).toBe(
      text,
    )
  })

  test('has the documented fields', () => {
    const report = JSON.parse(formats.json(reportOf(all)))
    expect(Object.keys(report)).toEqual([
      ...['version', 'conclusion', 'templates', 'given', 'problems', 'results', 'assumptions'],
    ])
    expect(Object.keys(report.results[0])).toEqual([
      ...['api', 'id', 'sentence', 'kind', 'severity', 'verdict'],
      ...['counts', 'when', 'reasons', 'request', 'assumes'],
    ])
    expect(report.templates).toEqual([{ file: fixture, sha256: `hash of ${fixture}` }])
  })
})

describe('sarif', () => {
  const [log] = JSON.parse(asSarif(reportOf(all))).runs

  test('has a rule for each theorem and a result for each that does not hold', () => {
    expect(log.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(
      all.map(({ theorem }) => theorem.id),
    )
    expect(log.results.map((one: Record<string, unknown>) => [one.ruleId, one.ruleIndex, one.level])).toEqual(
      [
        ['broken', 1, 'error'],
        ['open', 2, 'error'],
        ['warns', 4, 'warning'],
      ],
    )
  })

  test('puts a result at its first line and the others beside it', () => {
    expect(log.results[0]).toMatchObject({
      message: {
        text: expect.stringMatching(
          /^REFUTED: what broken says\nthis request is accepted:\nby the internet\n/,
        ),
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: fixture, uriBaseId: '%SRCROOT%' },
            region: { startLine: 17 },
          },
          logicalLocations: [{ fullyQualifiedName: 'Api' }],
        },
      ],
      relatedLocations: [{ id: 0, physicalLocation: { region: { startLine: 30 } } }],
    })
    expect(log.results[1]).not.toHaveProperty('relatedLocations')
  })

  test('puts a result without a line at the first of the template', () => {
    const [one] = JSON.parse(
      asSarif(reportOf([finding('bare', { kind: 'UNKNOWN', because: [{ text: 'why' }] })])),
    ).runs
    expect(one.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: fixture, uriBaseId: '%SRCROOT%' },
      region: { startLine: 1 },
    })
  })

  test('names files outside the project in full, and tells what was not understood', () => {
    const problems = [{ why: 'a Transform', at: at(2, '/else/a b.yaml') }]
    const [one] = JSON.parse(asSarif(reportOf([proved], { problems }))).runs
    expect(one.results).toEqual([])
    expect(one.invocations[0].toolExecutionNotifications[0]).toMatchObject({
      message: { text: 'a Transform' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///else/a%20b.yaml' } } }],
    })
  })
})
