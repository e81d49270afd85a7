import { replace } from '../../scripts/mutate/edit.ts'
import { judge, type Outcome } from '../../scripts/mutate/judge.ts'
import type { Harmful, Harmless } from '../../scripts/mutate/mutation.ts'
import { isGood, score, table } from '../../scripts/mutate/report.ts'

const outcome = (
  theorem: string,
  kind: Outcome['kind'],
  at?: string,
  severity: Outcome['severity'] = 'error',
) => ({
  theorem,
  severity,
  api: 'Api',
  kind,
  reasons: [{ text: 'because', ...(at && { at }) }],
})
const original = [
  outcome('closed', 'PROVED'),
  outcome('served', 'PROVED'),
  outcome('signed', 'NOT APPLICABLE'),
  outcome('hidden', 'REFUTED', undefined, 'warning'),
]
const changedTo = (...changed: Outcome[]) =>
  original.map((one) => changed.find(({ theorem }) => theorem === one.theorem) ?? one)
const base = { file: 'main.yaml', edit: replace('', '') } as const
const harmful: Harmful = { ...base, id: 'the door is open', expect: ['closed'] }
const harmless: Harmless = { ...base, id: 'the door is red' }
const names = new Set(['main.yaml:7'])

const killed = judge(harmful, original, changedTo(outcome('closed', 'REFUTED', 'main.yaml:7')), names)
const undecided = judge(harmful, original, changedTo(outcome('closed', 'UNKNOWN', 'main.yaml:7')), names)
const survived = judge(harmful, original, original, names)
const unnamed = judge(harmful, original, changedTo(outcome('closed', 'REFUTED', 'main.yaml:8')), names)
const other = judge(harmful, original, changedTo(outcome('served', 'REFUTED', 'main.yaml:7')), names)
const warned = judge(harmful, original, changedTo(outcome('hidden', 'REFUTED', 'main.yaml:7')), names)
const unharmed = judge(harmless, original, original, names)
const alarm = judge(harmless, original, changedTo(outcome('signed', 'UNKNOWN')), names)
const lost = judge(harmless, original, original.slice(1), names)

test.each([
  ['refuted with the line', killed, 'killed', undefined],
  ['undecided with the line', undecided, 'killed', undefined],
  ['nothing refuted', survived, 'survived', 'closed not refuted'],
  ['refuted with another line', unnamed, 'unnamed', 'no evidence at main.yaml:7'],
  ['another theorem refuted', other, 'survived', 'closed not refuted'],
  ['only a warning', warned, 'survived', 'closed not refuted'],
  ['the same verdicts', unharmed, 'unharmed', undefined],
  ['another verdict of a harmless one', alarm, 'false alarm', 'the verdict changed'],
  ['a theorem nobody asks of a harmless one', lost, 'false alarm', 'not asked any more: closed'],
])('%s', (_name, result, verdict, why) => {
  expect(result.verdict).toBe(verdict)
  expect(result.why).toBe(why)
  expect(isGood(result)).toBe(why === undefined)
})

test('the table has a row for each, then why some are not as they should be, then the score', () => {
  expect(table([killed, undecided, unnamed, unharmed, alarm])).toBe(`\
mutation          expected  refuted (? undecided)  line   verdict
the door is open  harmful   closed                 named  killed
the door is open  harmful   closed?                named  killed
the door is open  harmful   closed                 no     unnamed
the door is red   harmless  -                      -      unharmed
the door is red   harmless  signed?                -      false alarm

unnamed: the door is open (main.yaml): no evidence at main.yaml:7
false alarm: the door is red (main.yaml): the verdict changed

2 of 3 harmful mutants killed (1 of them undecided), 1 refuted without the line; 1 of 2 harmless ones unharmed
`)
})

test('the score counts nothing where nothing was run', () => {
  expect(score([])).toBe('0 of 0 harmful mutants killed; 0 of 0 harmless ones unharmed')
})
