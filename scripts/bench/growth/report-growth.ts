import { table, withRange } from '../markdown.ts'
import { spread } from '../statistics.ts'
import { type At, exponent } from './fit.ts'
import type { Growth, Outcome, Point, Proof } from './model.ts'
import { plot } from './plot.ts'

/** What is promised of each dimension. */
const GOALS = { exponent: 1.15, seconds: 10 }

/** The section of `bench/results.md`. */
export function renderGrowth(all: readonly Growth[], rounds: number, limit: number): string {
  return [
    '## Growth of the proof',
    `![Seconds of a proof by size, both logarithmic](growth.svg)`,
    'Synthetic templates in one file, with a private API, its network and its consumer, and more or less of one ' +
      'thing. Each run is a process of its own: wall seconds of reading the template and deciding all theorems ' +
      `(start-up left out), median (min–max) of ${rounds}, and the peak RSS of the process. All theorems hold of ` +
      `these templates, so that none ends early. A run is ended after ${limit} s.`,
    'Beside it the question of that proof with the largest formula, put to our solver and to Z3 (WebAssembly, ' +
      'over the same classes of values, its start-up left out): median of 3, from the formula to the answer.',
    ...all.flatMap((growth) => renderDimension(growth, limit)),
    table(['goal', 'measured', ''], all.flatMap(goals)),
  ].join('\n\n')
}

/** The figure `bench/growth.svg`. */
export function plotGrowth(all: readonly Growth[]): string {
  const lines = all.map(({ name, points }) => ({
    name,
    points: measured(points).map(({ size, seconds }) => [size, seconds] as const),
  }))
  const at = lines.flatMap(({ points }) => points.filter(([size]) => size === 100).map(([, time]) => time))
  const middle = Math.exp(at.reduce((sum, time) => sum + Math.log(time), 0) / Math.max(at.length, 1))
  const proportional = (n: number) => [n, (middle * n * Math.log(n)) / (100 * Math.log(100))] as const
  return plot({
    title: 'How long a proof takes',
    x: 'how many there are of it',
    y: 'seconds',
    lines,
    guide: { name: '∝ n log n', points: [100, 300, 1000].map(proportional) },
  })
}

function renderDimension({ name, text, points }: Growth, limit: number): string[] {
  const heads = [name, 'proof s', 'RSS MB', 'questions', 'largest: parts', 'ours ms', 'Z3 ms', 'ours ÷ Z3']
  const rows = points.map((point) => [
    point.size.toLocaleString('en'),
    ...proofCells(point, limit),
    ...questionCells(point, limit),
  ])
  const failed = points.flatMap(({ size, proofs }) => {
    const theorems = [...new Set(finished(proofs).flatMap((proof) => proof.failed))]
    // One fault of a template fails a theorem for each of its APIs: the first will do.
    return theorems.length > 0 ? [`${size}: ${theorems.length} theorems fail, ${theorems[0]}`] : []
  })
  const disagree = points.flatMap(({ size, question }) =>
    question && question !== 'too long' && !question.agree ? [`${size}: the two solvers disagree`] : [],
  )
  const objections = [...failed, ...disagree].map((one) => `- **Not as it should be**, ${one}`)
  return [`**${name}**: ${text}.`, table(heads, rows), ...(objections.length ? [objections.join('\n')] : [])]
}

function proofCells({ proofs }: Point, limit: number): string[] {
  if (proofs.length === 0) return ['not run', '']
  const done = finished(proofs)
  if (done.length < proofs.length) return [`**> ${limit}**`, '']
  const seconds = spread(done.map((proof) => proof.seconds))
  const rss = spread(done.map((proof) => proof.rss / 1e6))
  return [withRange(seconds, (value) => value.toFixed(2)), rss.median.toFixed(0)]
}

function questionCells({ question }: Point, limit: number): string[] {
  if (question === undefined) return ['', '', '', '', '']
  if (question === 'too long') return ['', '', `> ${limit} s together`, '', '']
  const { asked, parts, ours, z3 } = question
  const counts = [asked, parts].map((count) => count.toLocaleString('en'))
  return [...counts, ...[ours, z3].map((seconds) => (seconds * 1000).toFixed(0)), (ours / z3).toFixed(2)]
}

function goals({ name, points }: Growth): string[][] {
  const done = measured(points)
  const [last, growth] = [done.at(-1), exponent(done)]
  // What did not end keeps no promise, whatever the sizes before it did.
  const whole = done.length === points.length
  const verdict = (met: boolean) => (whole && met ? 'met' : '**not met**')
  const most = points.at(-1)?.size.toLocaleString('en')
  return [
    [
      `${name}: ∝ (n log n)^k over the last three sizes, k ≤ ${GOALS.exponent}`,
      growth === undefined ? 'nothing' : growth.toFixed(2),
      verdict(growth !== undefined && growth <= GOALS.exponent),
    ],
    [
      `${name}: ${most} < ${GOALS.seconds} s`,
      whole && last ? `${last.seconds.toFixed(2)} s` : 'it did not end',
      verdict(last !== undefined && last.seconds < GOALS.seconds),
    ],
  ]
}

/** The sizes that were proved in every round, with the median of the time. */
const measured = (points: readonly Point[]): At[] =>
  points
    .filter(({ proofs }) => proofs.length > 0 && !proofs.includes('too long'))
    .map(({ size, proofs }) => ({ size, seconds: spread(finished(proofs).map((one) => one.seconds)).median }))

const finished = (proofs: readonly Outcome<Proof>[]): Proof[] =>
  proofs.flatMap((proof) => (proof === 'too long' ? [] : proof))
