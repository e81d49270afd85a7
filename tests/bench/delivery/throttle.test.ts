import { randomFrom } from '../../../scripts/bench/delivery/random.ts'
import { throttling } from '../../../scripts/bench/delivery/throttle.ts'

type Call = Parameters<Extract<ReturnType<typeof throttling>['when'], (call: never) => boolean>>[0]

/** Which of the first thousand calls of a name are throttled. */
function throttled(seed: number, action: string): number[] {
  const { when } = throttling({ seed, oneIn: 20 })
  if (typeof when !== 'function') throw new Error('every call should be looked at by itself')
  const calls = Array.from({ length: 1000 }, (_, index) => index + 1)
  return calls.filter((occurrence) => when({ service: 'cloudformation', action, occurrence } as Call))
}

test('about one call in twenty is throttled', () => {
  expect(throttled(1, 'DescribeStacks').length).toBeGreaterThan(25)
  expect(throttled(1, 'DescribeStacks').length).toBeLessThan(100)
})

test('the same ones for everybody, others with another seed or of another name', () => {
  expect(throttled(1, 'DescribeStacks')).toEqual(throttled(1, 'DescribeStacks'))
  expect(throttled(1, 'DescribeStacks')).not.toEqual(throttled(2, 'DescribeStacks'))
  expect(throttled(1, 'DescribeStacks')).not.toEqual(throttled(1, 'CreateChangeSet'))
})

test('numbers of a seed are the same each time, from 0 to 1, and spread out', () => {
  const numbers = (seed: string) => {
    const random = randomFrom(seed)
    return Array.from({ length: 200 }, random)
  }
  expect(numbers('a')).toEqual(numbers('a'))
  expect(numbers('a')).not.toEqual(numbers('b'))
  expect(Math.min(...numbers('a'))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers('a'))).toBeLessThan(1)
  expect(numbers('a').reduce((sum, each) => sum + each, 0) / 200).toBeCloseTo(0.5, 1)
})
