import { type At, exponent } from '../../../scripts/bench/growth/fit.ts'

const of = (seconds: (n: number) => number, sizes = [10, 100, 300, 1000]): At[] =>
  sizes.map((size) => ({ size, seconds: seconds(size) }))

describe('the exponent over n log n', () => {
  test.each<[string, At[], number]>([
    ['is 1 of n log n itself', of((n) => 5 * n * Math.log(n)), 1],
    ['is 2 of its square', of((n) => (n * Math.log(n)) ** 2), 2],
    ['is 0 where nothing grows', of(() => 0.3), 0],
    ['is read off the last three sizes', of((n) => (n < 100 ? 1e6 : n * Math.log(n))), 1],
  ])('%s', (_, points, expected) => expect(exponent(points)).toBeCloseTo(expected, 9))

  test('of a quadratic passes any promise of n log n', () => {
    expect(exponent(of((n) => n ** 2))).toBeGreaterThan(1.5)
  })

  test('of one point there is none', () => expect(exponent(of((n) => n, [10]))).toBeUndefined())
})
