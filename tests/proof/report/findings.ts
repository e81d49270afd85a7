import type { Finding } from '../../../scripts/proof/prove.ts'
import { type Report, toReport } from '../../../scripts/proof/report/report.ts'
import type { Theorem, Verdict } from '../../../scripts/proof/theorems/theorem.ts'
import { openStacks, type Stacks } from '../../../scripts/template/stacks.ts'
import type { Place } from '../../../scripts/template/value.ts'

export const fixture = 'tests/proof/report/fixtures/open.yaml'
export const at = (line: number, file = fixture): Place => ({ file, line, column: 1 })
export const run = { seconds: 0.25, date: new Date('2026-11-22T12:00:00Z') }

type Counts = Finding['counts']

/** A finding as prove() gives it. */
export function finding(
  id: string,
  verdict: Verdict,
  rest: Partial<Omit<Theorem, 'id'>> & {
    api?: string
    when?: Finding['when']
    counts?: Partial<Counts>
  } = {},
): Finding {
  const { api = 'Api', when = [], counts = { [verdict.kind]: 1 }, ...own } = rest
  const theorem: Theorem = {
    id,
    kind: 'safety',
    sentence: `what ${id} says`,
    severity: 'error',
    assumes: [],
    touches: [],
    check: () => verdict,
    ...own,
  }
  const none: Counts = { PROVED: 0, REFUTED: 0, UNKNOWN: 0, 'NOT APPLICABLE': 0 }
  return { theorem, api, verdict, when, counts: { ...none, ...counts } }
}

export const proved = finding('shown', { kind: 'PROVED' }, { assumes: ['iam-semantics'] })
export const skipped = finding('skipped', {
  kind: 'NOT APPLICABLE',
  because: [{ text: 'there is no such thing' }],
})
export const unknown = finding('open', {
  kind: 'UNKNOWN',
  because: [{ text: 'a property that is not modelled', at: at(14) }],
})
export const warning = finding(
  'warns',
  { kind: 'REFUTED', because: [{ text: 'names are hidden', at: at(10) }] },
  { severity: 'warning' },
)
export const refuted = finding(
  'broken',
  {
    kind: 'REFUTED',
    because: [
      { text: 'this request is accepted:' },
      { text: '  by the internet' },
      { text: '  aws:SourceIp 203.0.113.10' },
      { text: 'resource policy passes: Allow Everybody', at: at(17) },
      { text: 'resource policy passes: Allow Others', at: at(30) },
    ],
    counterexample: new Map([['request.via', 'the internet']]),
  },
  {
    assumes: ['iam-semantics', 'ways-in'],
    when: [
      { parameter: 'Note', value: 'none' },
      { parameter: 'Cidr', value: undefined },
      { parameter: 'Other', value: '' },
    ],
    counts: { REFUTED: 2, PROVED: 3 },
  },
)

/** The report about findings, over the fixture's template. */
export function reportOf(findings: readonly Finding[], stacks: Partial<Stacks> = {}): Report {
  return toReport(findings, { ...openStacks([fixture]), ...stacks }, (file) => `hash of ${file}`)
}
