import { type Asked, askedOf } from '../../scripts/mutate/lab/asked.ts'
import { isGood, score, table } from '../../scripts/mutate/lab/report.ts'
import type { Cell } from '../../scripts/verify/matrix.ts'

/** What a comparison looks at of a cell. */
const cell = (happened: string, seen: string | undefined, accepted: boolean | undefined): Cell =>
  ({
    question: { host: 'stranger', route: 'GET /x', form: 'forced' },
    expectation: { seen, accepted },
    happened,
    agrees: (seen ?? happened) === happened && (accepted ?? happened === '200') === (happened === '200'),
  }) as unknown as Cell

const original = [cell('403', '403', false)]
const good = askedOf('as predicted', [cell('200', '200', true)], original)
const bad = askedOf('a surprise', [cell('200', 'timeout', false)], original)
const open = askedOf('nobody knows', [cell('500', undefined, undefined)], original)
const notMade: Asked = { ...good, id: 'another VPC', notMade: 'the lab cannot', requests: 0, changed: [] }
const stopped: Asked = { ...notMade, id: 'a fault', stopped: 'Error: broken' }

test('what differs from dist/ and what differs from the prediction are two things', () => {
  expect(good).toMatchObject({ changed: ['stranger GET /x, forced: 200 instead of 403'], wrong: [], open: 0 })
  expect(bad.wrong).toEqual(['stranger GET /x, forced: 200; the interpreter says timeout, the proof refused'])
  expect(open).toMatchObject({ open: 1, wrong: [] })
})

test('a surprise and a fault are no success; what the lab cannot make is none either, and no failure', () => {
  expect([good, bad, open, notMade, stopped].map(isGood)).toEqual([true, false, true, true, false])
})

test('the table tells every disagreement, and counts', () => {
  const { notMade: _, ...fault } = stopped
  expect(table([good, bad, notMade, fault])).toBe(`\
mutation      asked  not predicted  unlike dist/  otherwise than predicted
as predicted  1      0              1             0
a surprise    1      0              1             1
another VPC   -      -              -             not made: the lab cannot
a fault       0      0              0             stopped

a surprise: stranger GET /x, forced: 200; the interpreter says timeout, the proof refused
a fault: stopped: Error: broken

2 of 4 mutants asked in the lab, 1 it cannot make; 1 stopped; 2 requests, 0 of them not predicted, 1 answered otherwise than predicted; 2 mutants answer otherwise than dist/
`)
  expect(score([good])).toContain('1 of 1 mutants asked in the lab, 0 it cannot make')
})
