import { differential, type Tally } from './differential.ts'

const SEEDS = [7, 99, 2026]

describe('the encoder and its classes against the reference interpreter', () => {
  const tallies: Tally[] = []
  test.each(SEEDS)(
    'agree on random policies and requests, seed %d',
    (seed) => {
      const tally = differential(seed, 140, 70)
      tallies.push(tally)
      expect(tally.disagreements).toEqual([])
    },
    60_000,
  )

  test('on at least 20,000 pairs that both decide, of every effect', () => {
    const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0)
    const effects = ['allow', 'allow by account', 'explicit-deny', 'implicit-deny'].map(
      (effect) => `${sum((tally) => tally.effects[effect] ?? 0)} ${effect}`,
    )
    process.stdout.write(
      `differential: ${sum((one) => one.compared)} pairs compared twice (encoder, classes): ${effects.join(', ')}; ` +
        `${sum((one) => one.doubtful)} in doubt, ${sum((one) => one.refused)} refused; 0 disagreements\n`,
    )
    expect(sum((one) => one.compared)).toBeGreaterThanOrEqual(20_000)
    for (const effect of effects) expect(effect).not.toMatch(/^0 /)
  })
})
