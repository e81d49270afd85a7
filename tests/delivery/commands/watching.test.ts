import { fixedPolls } from '../../../scripts/bench/delivery/model.ts'
import { watchDeployments } from '../../../scripts/bench/delivery/watching.ts'

/** On a clock that is simulated, so that its seconds are none of the machine. Each has missed one of the two once. */
const SEEDS = [7, 14, 25, 31]

test('the end is known within 2 s, for a quarter of the requests that asking each stack every 2 s would make', async () => {
  const watched = []
  for (const seed of SEEDS) watched.push(...(await watchDeployments(seed)))
  expect(watched).toHaveLength(2 * SEEDS.length)
  const late = watched.map((each) => each.late)
  expect(Math.min(...late)).toBeGreaterThan(0)
  expect(Math.max(...late)).toBeLessThanOrEqual(2000)

  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
  expect(sum(watched.map(({ requests }) => requests))).toBeLessThanOrEqual(sum(watched.map(fixedPolls)) / 4)
  // The first minute weighs more where there is little else; a longer one has to keep to it by itself.
  for (const each of watched.filter(({ duration }) => duration > 120_000))
    expect(each.requests / fixedPolls(each)).toBeLessThanOrEqual(0.25)
}, 60_000)
