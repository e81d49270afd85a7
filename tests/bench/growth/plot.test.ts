import { type Plot, plot } from '../../../scripts/bench/growth/plot.ts'

const figure: Plot = {
  title: 'Hares & snails',
  x: 'how many',
  y: 'seconds',
  lines: [
    {
      name: 'hare',
      points: [
        [10, 0.1],
        [100, 1],
        [1000, 10],
      ],
    },
    { name: 'snail <slow>', points: [[10, 30]] },
  ],
  guide: {
    name: 'guide',
    points: [
      [10, 0.2],
      [1000, 20],
    ],
  },
}
const svg = plot(figure)

/** Where a line's points are, from left to right. */
const placesOf = (line: number) =>
  [...(svg.match(new RegExp(`c${line}"><path class="line" d="M([^"]*)"`))?.[1] ?? '').split('L')].map(
    (pair) => pair.split(' ').map(Number),
  )

test('equal factors are equal distances on both axes', () => {
  const [a = [], b = [], c = []] = placesOf(0)
  const [right, up] = [0, 1].map(
    (axis) => (one: number[], other: number[]) => (other[axis] ?? 0) - (one[axis] ?? 0),
  )
  for (const distance of [right, up]) {
    expect(Math.abs((distance?.(a, b) ?? 0) - (distance?.(b, c) ?? 0))).toBeLessThanOrEqual(1)
  }
  expect(right?.(a, c)).toBeGreaterThan(0)
  expect(up?.(a, c)).toBeLessThan(0)
})

test.each([
  ['names both axes', '>how many</text>'],
  ['names the upper axis', '>seconds</text>'],
  ['has a tick for each decade', '>1,000</text>'],
  ['escapes what it is told', 'Hares &amp; snails'],
  ['has a legend', '>snail &lt;slow></text>'],
  ['has colours for the dark', '@media (prefers-color-scheme: dark)'],
])('the plot %s', (_, text) => expect(svg).toContain(text))

test('the legend begins with the line that ends highest', () => {
  expect(svg.indexOf('>snail')).toBeLessThan(svg.indexOf('>hare'))
})

test('every value is within the frame', () => {
  for (const [x = 0, y = 0] of [...placesOf(0), ...placesOf(1)]) {
    expect(x).toBeGreaterThanOrEqual(72)
    expect(x).toBeLessThanOrEqual(590)
    expect(y).toBeGreaterThanOrEqual(48)
    expect(y).toBeLessThanOrEqual(380)
  }
})

test('it draws what was measured even when nothing was', () => {
  const empty = plot({
    ...figure,
    lines: [{ name: 'hare', points: [] }],
    guide: { name: 'guide', points: [] },
  })
  expect(empty).not.toMatch(/NaN|Infinity/)
})
