import type { Growth, Point, Proof, Question } from '../../../scripts/bench/growth/model.ts'
import { plotGrowth, renderGrowth } from '../../../scripts/bench/growth/report-growth.ts'

const proof = (seconds: number, failed: string[] = []): Proof => ({ seconds, rss: 80e6, failed })
const question: Question = { asked: 1200, parts: 345, ours: 0.05, z3: 0.2, agree: true }
const point = (size: number, seconds: number, more: Partial<Point> = {}): Point => ({
  size,
  proofs: [proof(seconds), proof(seconds * 2), proof(seconds * 3)],
  question,
  ...more,
})
const growth = (name: string, ...points: Point[]): Growth => ({ name, text: `${name} of a garden`, points })

const steady = growth('hares', point(10, 0.01), point(100, 0.1), point(1000, 1))
const steep = growth('snails', point(10, 0.01), point(100, 1), point(1000, 100))
const endless = growth(
  'moles',
  point(10, 0.1),
  point(100, 1, { proofs: [proof(1), 'too long'], question: 'too long' }),
  point(1000, 0, { proofs: [], question: undefined }),
)
const text = renderGrowth([steady, steep, endless], 3, 30)

test.each([
  [
    'gives the time with its range, beside both solvers',
    '| 1,000 | 2.00 (1.00–3.00) | 80 | 1,200 | 345 | 50 | 200 | 0.25 |',
  ],
  [
    'confirms proportional growth',
    '| hares: ∝ (n log n)^k over the last three sizes, k ≤ 1.15 | 0.81 | met |',
  ],
  ['confirms an end in time', '| hares: 1,000 < 10 s | 2.00 s | met |'],
  [
    'admits steep growth',
    '| snails: ∝ (n log n)^k over the last three sizes, k ≤ 1.15 | 1.61 | **not met** |',
  ],
  ['admits an end too late', '| snails: 1,000 < 10 s | 200.00 s | **not met** |'],
  ['says what took too long', '| 100 | **> 30** |  |  |  | > 30 s together |  |  |'],
  ['says what was not tried after that', '| 1,000 | not run |  |  |  |  |  |  |'],
  ['keeps no promise of what did not end', '| moles: 1,000 < 10 s | it did not end | **not met** |'],
])('the report %s', (_, line) => expect(text.split('\n')).toContain(line))

test('a theorem that fails, or solvers that disagree, are not passed over', () => {
  const failing = growth(
    'hares',
    point(10, 1, {
      proofs: [
        proof(1, ['only-https of Api: UNKNOWN']),
        proof(1, ['only-https of Api: UNKNOWN', 'nothing-dead of Api: REFUTED']),
      ],
    }),
    point(100, 1, { question: { ...question, agree: false } }),
  )
  const said = renderGrowth([failing], 3, 30)
  expect(said).toContain('- **Not as it should be**, 10: 2 theorems fail, only-https of Api: UNKNOWN')
  expect(said).toContain('- **Not as it should be**, 100: the two solvers disagree')
  expect(text).not.toContain('Not as it should be')
})

test('the figure has a line for each dimension', () => {
  const figure = plotGrowth([steady, steep, endless])
  for (const name of ['hares', 'snails', 'moles', '∝ n log n']) expect(figure).toContain(`>${name}</text>`)
  expect(figure).not.toMatch(/NaN|Infinity/)
})
