export interface At {
  /** How many of what grows. */
  readonly size: number
  readonly seconds: number
}

/** How many of the last points the growth is read off: the first ones are mostly start-up. */
const LAST = 3

/**
 * The k in t ∝ (n log n)^k over the last points, by least squares between the logarithms: 1 is proportional.
 *
 * @returns undefined of fewer than two points
 */
export function exponent(points: readonly At[]): number | undefined {
  const last = points.slice(-LAST).map(({ size, seconds }) => ({
    x: Math.log(size * Math.log(size)),
    y: Math.log(seconds),
  }))
  if (last.length < 2) return undefined
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const [x, y] = [mean(last.map((one) => one.x)), mean(last.map((one) => one.y))]
  const rise = last.reduce((sum, one) => sum + (one.x - x) * (one.y - y), 0)
  return rise / last.reduce((sum, one) => sum + (one.x - x) ** 2, 0)
}
