import type { Cost, Goal, Sample, Samples } from './model.ts'

export interface Spread {
  median: number
  min: number
  max: number
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (upper === undefined || lower === undefined) throw new Error('There is no median of no values')
  return (lower + upper) / 2
}

export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}

/**
 * How many times longer the slow one took, in each round by itself: a busy spell of the machine slows both of a
 * pair, so it falls out of their ratio, but not out of a ratio of two medians.
 */
export function pairwiseRatio(slow: readonly number[], fast: readonly number[]): Spread {
  if (slow.length !== fast.length) throw new Error(`Not pairs: ${slow.length} against ${fast.length} rounds`)
  return spread(slow.map((value, round) => value / (fast[round] as number)))
}

/** One cost of one bench in all rounds. */
export function costs(samples: Samples, bench: string, cost: Cost): number[] {
  return samplesOf(samples, bench).map((sample) => sample[cost])
}

/** The measured figure a goal is about, and whether it keeps the goal. Nothing is rounded before comparing. */
export function judge(goal: Goal, samples: Samples): { figure: number; met: boolean } {
  if ('below' in goal) {
    const figure = median(costs(samples, goal.bench, goal.cost))
    return { figure, met: figure < goal.below }
  }
  const slow = costs(samples, goal.against, 'wall')
  const figure = pairwiseRatio(slow, costs(samples, goal.bench, 'wall')).median
  return { figure, met: figure >= goal.timesFaster }
}

function samplesOf(samples: Samples, bench: string): readonly Sample[] {
  const found = samples[bench]
  if (!found) throw new Error(`No bench is called '${bench}'`)
  return found
}
