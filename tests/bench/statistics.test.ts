import type { Goal, Sample } from '../../scripts/bench/model.ts'
import { judge, median, pairwiseRatio } from '../../scripts/bench/statistics.ts'

const sample = (wall: number, rss = 0): Sample => ({ wall, user: wall, rss })

describe('median', () => {
  test.each<[string, number[], number]>([
    ['one value', [4], 4],
    ['an odd number of values in any order', [9, 1, 5], 5],
    ['the mean of the middle two', [1, 10, 2, 3], 2.5],
    ['numbers are sorted as numbers', [10, 9, 100], 10],
  ])('%s', (_, values, expected) => expect(median(values)).toBe(expected))

  test('of no values there is none', () => expect(() => median([])).toThrow('no median'))
})

describe('pairwiseRatio', () => {
  test('divides within each round, so that a busy round counts for both', () => {
    // The medians, 40 and 2, would give 20.
    expect(pairwiseRatio([40, 30, 400], [1, 2, 4])).toEqual({ median: 40, min: 15, max: 100 })
  })

  test('refuses rounds that are no pairs', () => {
    expect(() => pairwiseRatio([1, 2], [1])).toThrow('2 against 1')
  })
})

describe('judge', () => {
  const samples = {
    build: [sample(1, 80e6), sample(2, 70e6), sample(1, 81e6)],
    synth: [40, 40, 50].map((s) => sample(s)),
  }

  test.each<[string, Goal, number, boolean]>([
    ['below the limit', { bench: 'build', cost: 'wall', below: 1.1 }, 1, true],
    ['the limit itself is not below it', { bench: 'build', cost: 'rss', below: 80e6 }, 80e6, false],
    ['as many times faster', { bench: 'build', against: 'synth', timesFaster: 40 }, 40, true],
    ['not as many times faster', { bench: 'build', against: 'synth', timesFaster: 40.1 }, 40, false],
  ])('%s', (_, goal, figure, met) => expect(judge(goal, samples)).toEqual({ figure, met }))

  test('an unknown bench is a mistake in the list, not a goal that is met', () => {
    expect(() => judge({ bench: 'bild', cost: 'wall', below: 1 }, samples)).toThrow("'bild'")
  })
})
