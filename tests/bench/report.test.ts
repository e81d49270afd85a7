import type { Section } from '../../scripts/bench/model.ts'
import { render } from '../../scripts/bench/report.ts'
import { SECTIONS } from '../../scripts/bench/sections.ts'

const section: Section = {
  title: 'Walking',
  baseline: 'snail',
  benches: [
    { name: 'hare', command: ['node', 'hare.mjs'] },
    { name: 'snail', command: ['./snail', '--slow'], folder: 'garden' },
  ],
  goals: [
    { bench: 'hare', against: 'snail', timesFaster: 40 },
    { bench: 'hare', cost: 'rss', below: 80e6 },
    { bench: 'hare', cost: 'wall', below: 1 },
  ],
}
const text = render({
  date: '2026-01-02',
  machine: ['2 cores of a CPU', 'Node 20'],
  versions: { yaml: '2.9.1', esbuild: '0.28.2' },
  rounds: 2,
  sections: [section],
  samples: {
    hare: [
      { wall: 0.5, user: 0.25, rss: 50e6 },
      { wall: 1, user: 0.25, rss: 150e6 },
    ],
    snail: [
      { wall: 25, user: 10, rss: 1e6 },
      { wall: 10, user: 20, rss: 1e6 },
    ],
  },
})

test.each([
  ['says when, where and with what it was measured', '- Machine: 2 cores of a CPU, Node 20'],
  ['names the versions', '- Versions: yaml 2.9.1, esbuild 0.28.2'],
  ['heads the ratio with what it is of', '|  | wall s | user s | RSS MB | snail ÷ this |'],
  [
    'gives each cost and the ratio with its range',
    '| hare | 0.75 (0.50–1.00) | 0.25 (0.25–0.25) | 100.0 (50.0–150.0) | 30.0 (10.0–50.0) |',
  ],
  [
    'compares the baseline with nothing',
    '| snail | 17.50 (10.00–25.00) | 15.00 (10.00–20.00) | 1.0 (1.0–1.0) | 1 |',
  ],
  ['shows the command where it is run', '- snail: `(cd garden && ./snail --slow)`'],
  ['admits a ratio that is too small', '| hare: ≥ 40 times faster than snail | 30.0 times | **not met** |'],
  ['admits a limit that is passed', '| hare: rss < 80 MB | 100.0 MB | **not met** |'],
  ['confirms a goal that is kept', '| hare: wall < 1 s | 0.75 s | met |'],
])('the report %s', (_, line) => expect(text.split('\n')).toContain(line))

test('every bench has its own name, and every goal and baseline is about one of its section', () => {
  const names = SECTIONS.flatMap(({ benches }) => benches.map(({ name }) => name))
  expect(new Set(names).size).toBe(names.length)
  for (const { benches, baseline, goals } of SECTIONS) {
    const own = benches.map(({ name }) => name)
    const named = goals.flatMap((goal) => ('against' in goal ? [goal.bench, goal.against] : [goal.bench]))
    expect(own).toEqual(expect.arrayContaining(baseline ? [baseline, ...named] : named))
  }
})
