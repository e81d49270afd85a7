import type { Comparison, Watched } from '../../../scripts/bench/delivery/model.ts'
import { renderDelivery, share } from '../../../scripts/bench/delivery/report-delivery.ts'

const run = (wall: number, calls: number) => ({
  sample: { wall, user: 0.5, rss: 80e6 },
  calls: Array.from({ length: calls }, () => 'cloudformation:DescribeStacks'),
})
const pair = (ours: number, theirs: number) => ({
  deploy: run(ours, 12),
  'aws cloudformation deploy': run(theirs, 7),
})
const comparison = (
  pace: Comparison['pace'],
  what: Comparison['case'],
  ...walls: [ours: number, theirs: number][]
): Comparison => ({ pace, case: what, pairs: walls.map(([ours, theirs]) => pair(ours, theirs)) })

const watched = (what: Watched['case'], duration: number, late: number, requests: number): Watched => ({
  ...{ case: what, duration, late, requests },
})
const text = renderDelivery(
  {
    comparisons: [
      comparison('instant-resources', 'create', [10, 40], [20, 40], [10, 50]),
      comparison('instant-resources', 'update', [10, 20]),
      comparison('instant-resources', 'no change', [1, 30]),
      comparison('instant', 'create', [2, 1]),
      comparison('instant', 'update', [2, 1]),
      comparison('instant', 'no change', [1, 3]),
    ],
    watched: [watched('create', 100_000, 1500, 50), watched('update', 10_000, 2500, 15)],
  },
  {
    rounds: { 'instant-resources': 3, instant: 7 },
    cliVersion: '1.2.3',
    throttledOneIn: 20,
    delays: { s3: 30 },
  },
)

test.each([
  ['names what it compares with', '(AWS CLI 1.2.3)'],
  ['says what an answer takes', '(s3 30 ms)'],
  ['says how often calls are throttled', 'One call in 20 is throttled'],
  [
    'gives times with their range, and the ratio of each round by itself',
    '| create: deploy | 10.00 (10.00–20.00) | 0.50 (0.50–0.50) | 80.0 (80.0–80.0) | 4.0 (2.0–5.0) |',
  ],
  [
    'shows the commands',
    '- update: `node scripts/run.mjs deploy --yes --stack bench --parameters ThrottlingRateLimit=20`',
  ],
  ['counts the calls', '| deploy (nothing takes time) | 12 | 12 | 12 |'],
  ['says that time is simulated', '**simulated time**'],
  [
    'tells how watching went',
    '| create (1) | 100 (100–100) | 1500 (1500–1500) | 50 (50–50) | 0.200 | 0.200 |',
  ],
  [
    'confirms a ratio that is reached',
    '| create, service takes its time: ≥ 3 times faster than aws cloudformation deploy | 4.0 times | met |',
  ],
  [
    'admits one that is not',
    '| create, nothing takes time: ≥ 3 times faster than aws cloudformation deploy | 0.5 times | **not met** |',
  ],
  ['admits that an end was known late', '| the end is known at most 2000 ms late | 2500 ms | **not met** |'],
  [
    'counts requests of all together',
    '| requests ≤ 0.25 of a fixed 2 s poll of every stack, all together | 0.236 | met |',
  ],
])('the report %s', (_, line) => expect(text).toContain(line))

test('no path of the machine is in it', () => expect(text).not.toContain(process.cwd()))

test.each([
  ['a fixed poll asks five stacks each 2 s', watched('create', 20_000, 0, 25), 0.5],
  ['and once more for what is left', watched('create', 20_001, 0, 55), 1],
])('%s', (_, one, expected) => expect(share([one])).toBe(expected))
