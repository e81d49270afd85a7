import { FILTERS } from '../../../scripts/access/network/index.ts'
import { type NetworkTally, networkDifferential } from './network-differential.ts'

const SEEDS = [3, 2026]

describe('the packet filters of the proof and their classes against the interpreter', () => {
  const tallies: NetworkTally[] = []
  test.each(SEEDS)(
    'agree on random networks and packets, seed %d',
    (seed) => {
      const tally = networkDifferential(seed, 80, 40)
      tallies.push(tally)
      expect(tally.disagreements).toEqual([])
    },
    60_000,
  )

  test('on at least 5,000 pairs that both decide, each filter passed and stopped', () => {
    const sum = (of: (tally: NetworkTally) => number) =>
      tallies.reduce((total, tally) => total + of(tally), 0)
    const compared = sum((one) => one.compared)
    const outcomes = FILTERS.map((name) => ({
      name,
      passed: sum((one) => one.outcomes[name].passed),
      stopped: sum((one) => one.outcomes[name].stopped),
    }))
    process.stdout.write(
      `network differential: ${compared} packets compared twice (gates, classes) at ${FILTERS.length} filters: ${outcomes
        .map(({ name, passed, stopped }) => `${name} ${passed} passed ${stopped} stopped`)
        .join(
          '; ',
        )}; ${sum((one) => one.doubtful)} in doubt, ${sum((one) => one.refused)} refused; ${sum((one) => one.disagreements.length)} disagreements\n`,
    )
    expect(compared).toBeGreaterThanOrEqual(5_000)
    for (const { passed, stopped } of outcomes) expect(Math.min(passed, stopped)).toBeGreaterThan(100)
  })
})
