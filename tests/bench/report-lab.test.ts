import type { Loaded } from '../../scripts/bench/lab/load.ts'
import type { LabFigures } from '../../scripts/bench/lab/model.ts'
import { renderLab } from '../../scripts/bench/lab/report-lab.ts'

const loaded = (good: number, more: Partial<Loaded> = {}): Loaded => ({
  ...{ seconds: 2, answers: { '200': good }, wrong: 0, lost: 0, p50: 1, p99: 2 },
  ...more,
})
const memory = (rss: number) => ({ rss, pss: rss / 2 })
const figures: LabFigures = {
  up: [400, 500, 450],
  reload: [60, 70, 50],
  down: [10, 12, 11],
  idle: memory(75e6),
  traffic: [
    { name: 'a MOCK route', lab: loaded(12_000), loopback: loaded(24_000) },
    { name: 'the greeter', lab: loaded(900, { answers: { '200': 900, '429': 5 } }), loopback: loaded(1000) },
  ],
  crashes: { loaded: loaded(990, { wrong: 1 }), before: memory(80e6), after: memory(100e6) },
}

test.each([
  ['gives times with their range', /\| up: .* \| 450 \(400–500\) \|/],
  ['compares with the loopback', /\| a MOCK route \| 6000 \| .* \| 12000 \| .* \| 0.50 \|/],
  ['tells what was not served', /\| the greeter \| 450 \(and 5 times 429\) \|/],
  ['confirms a goal that is kept', /\| a MOCK route ≥ 5000 requests\/s \| 6000 \| met \|/],
  ['admits one that is not', /\| reload < 50 ms \| 60 ms \| \*\*not met\*\* \|/],
  ['admits a wrong answer', /\| 0 lost, 1 wrong \| \*\*not met\*\* \|/],
  ['admits memory that grows', /\| with crashes: memory .* \| 1.25 \| \*\*not met\*\* \|/],
])('the report %s', (_, line) => expect(renderLab(figures, 3)).toMatch(line))
