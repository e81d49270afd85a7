/** One line of a plot, by its points from left to right. */
export interface Line {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface Plot {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly lines: readonly Line[]
  /** Drawn thin behind the others, to compare with. */
  readonly guide: Line
}

const [WIDTH, HEIGHT] = [760, 440]
const AREA = { left: 72, top: 48, right: 590, bottom: 380 }
/** Told apart by shape as well as by colour, in print and by anybody's eyes. */
const MARKS = [
  (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="4.5"/>`,
  (x: number, y: number) => `<rect x="${x - 4}" y="${y - 4}" width="8" height="8"/>`,
  (x: number, y: number) => `<path d="M${x} ${y - 6}l5.5 10h-11z"/>`,
  (x: number, y: number) => `<path d="M${x} ${y - 6}l6 6-6 6-6-6z"/>`,
]
const LIGHT = {
  back: '#ffffff',
  ink: '#1f2328',
  faint: '#d8dee4',
  lines: ['#0550ae', '#953800', '#116329', '#8250df'],
}
const DARK = {
  back: '#0d1117',
  ink: '#e6edf3',
  faint: '#30363d',
  lines: ['#79c0ff', '#ffa657', '#7ee787', '#d2a8ff'],
}

/** A log-log plot as one SVG file, in the reader's light or dark colours. */
export function plot({ title, x, y, lines, guide }: Plot): string {
  const all = [...lines, guide].flatMap(({ points }) => points)
  const across = axis(
    all.map(([value]) => value),
    AREA.left,
    AREA.right,
  )
  const up = axis(
    all.map(([, value]) => value),
    AREA.bottom,
    AREA.top,
  )
  const place = ([a, b]: Line['points'][number]) => [across.at(a), up.at(b)] as const
  const path = ({ points }: Line) => `M${points.map((point) => place(point).join(' ')).join('L')}`
  const drawn = lines.map(({ name, points }, i) => {
    const marks = points.map((point) => mark(i, ...place(point)))
    return `<g class="c${i}"><path class="line" d="${path({ name, points })}"/>${marks.join('')}</g>`
  })
  // The legend has the order in which the lines end, from above.
  const end = ({ points }: Line) => points.at(-1)?.[1] ?? 0
  const legend = lines
    .map((line, i) => ({ line, i }))
    .sort((a, b) => end(b.line) - end(a.line))
    .map(({ line, i }, row) => {
      const height = AREA.top + 12 + row * 24
      return `<g class="c${i}">${mark(i, AREA.right + 24, height)}</g>${label(AREA.right + 38, height + 4, line.name)}`
    })
  const last = AREA.top + 12 + lines.length * 24
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title">`,
    `<title id="title">${escaped(title)}</title>`,
    `<style>${style(LIGHT)}@media (prefers-color-scheme: dark){${style(DARK)}}</style>`,
    `<rect class="back" width="${WIDTH}" height="${HEIGHT}"/>`,
    label(AREA.left, 28, title, 'class="title"'),
    ...across.ticks.map((tick) => {
      const at = across.at(tick)
      const grid = `<path class="grid" d="M${at} ${AREA.top}V${AREA.bottom}"/>`
      return grid + label(at, AREA.bottom + 20, tick.toLocaleString('en'), 'text-anchor="middle"')
    }),
    ...up.ticks.map((tick) => {
      const at = up.at(tick)
      const grid = `<path class="grid" d="M${AREA.left} ${at}H${AREA.right}"/>`
      return grid + label(AREA.left - 8, at + 4, tick.toLocaleString('en'), 'text-anchor="end"')
    }),
    `<path class="guide" d="${path(guide)}"/>`,
    ...drawn,
    ...legend,
    `<path class="guide" d="M${AREA.right + 14} ${last}h20"/>`,
    label(AREA.right + 38, last + 4, guide.name),
    label((AREA.left + AREA.right) / 2, HEIGHT - 14, x, 'text-anchor="middle"'),
    label(
      0,
      0,
      y,
      `text-anchor="middle" transform="translate(20 ${(AREA.top + AREA.bottom) / 2}) rotate(-90)"`,
    ),
    '</svg>\n',
  ].join('\n')
}

/** A logarithmic axis from the last tick below all values to the first above, with ticks at 1, 3, 10, 30 … */
function axis(values: readonly number[], from: number, to: number) {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const steps = Array.from({ length: 25 }, (_, i) => (i % 2 === 0 ? 1 : 3) * 10 ** (Math.floor(i / 2) - 6))
  const ticks = steps.filter((_, i) => (steps[i + 1] ?? Infinity) > low && (steps[i - 1] ?? 0) < high)
  const [first = low, last = high] = [ticks[0], ticks.at(-1)]
  const at = (value: number) =>
    Math.round(from + ((to - from) * Math.log(value / first)) / Math.log(last / first))
  return { ticks, at }
}

function style({ back, ink, faint, lines }: typeof LIGHT): string {
  const own = lines.map((colour, i) => `.c${i}{fill:${colour};stroke:${colour}}`)
  return `.back{fill:${back}}text{fill:${ink};font:13px system-ui,sans-serif}.title{font-weight:600;font-size:15px}.grid{stroke:${faint}}.guide{fill:none;stroke:${ink};stroke-dasharray:5 5}${own.join('')}.line{fill:none;stroke-width:2}`
}

const mark = (i: number, x: number, y: number): string => (MARKS[i % MARKS.length] ?? MARKS[0])?.(x, y) ?? ''

const label = (x: number, y: number, text: string, more = ''): string =>
  `<text x="${x}" y="${y}" ${more}>${escaped(text)}</text>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
