import { table, withRange } from './markdown.ts'
import type { Bench, Cost, Goal, Samples, Section } from './model.ts'
import { costs, judge, pairwiseRatio, type Spread, spread } from './statistics.ts'

/** Everything `bench/results.md` says; none of it may name a path of the machine. */
export interface Report {
  date: string
  machine: readonly string[]
  versions: Readonly<Record<string, string>>
  rounds: number
  sections: readonly Section[]
  samples: Samples
}

/** The report as Markdown. */
export function render(report: Report): string {
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`)
  const blocks = [
    '# Benchmark results',
    'Written by `npm run bench`; do not edit.',
    [
      `- Date: ${report.date}`,
      `- Machine: ${report.machine.join(', ')}`,
      `- Versions: ${versions.join(', ')}`,
      `- Rounds: ${report.rounds}, interleaved (every command once per round), after one that is not counted`,
    ].join('\n'),
    'Median (min–max). Each figure is of a whole process with all it started: wall seconds, user CPU seconds, ' +
      'and the peak RSS of the largest process (1 MB = 1,000,000 bytes). A ratio is the median of the ratios ' +
      'of wall seconds within each round, not a ratio of medians.',
    ...report.sections.flatMap((section) => renderSection(section, report.samples)),
  ]
  return `${blocks.join('\n\n')}\n`
}

function renderSection(section: Section, samples: Samples): string[] {
  const { title, text, baseline, benches, goals } = section
  const heads = ['', 'wall s', 'user s', 'RSS MB', ...(baseline ? [`${baseline} ÷ this`] : [])]
  const rows = benches.map(({ name }) => [
    name,
    ...(['wall', 'user', 'rss'] as const).map((cost) => show(cost, spread(costs(samples, name, cost)))),
    ...(baseline ? [ratioCell(samples, baseline, name)] : []),
  ])
  return [
    `## ${title}`,
    ...(text ? [text] : []),
    table(heads, rows),
    benches.map((bench) => `- ${bench.name}: \`${commandLine(bench)}\``).join('\n'),
    ...(goals.length
      ? [
          table(
            ['goal', 'measured', ''],
            goals.map((goal) => goalRow(goal, samples)),
          ),
        ]
      : []),
  ]
}

/** The command as one would type it at the project's root. */
export function commandLine({ command, folder }: Pick<Bench, 'command' | 'folder'>): string {
  return folder ? `(cd ${folder} && ${command.join(' ')})` : command.join(' ')
}

function ratioCell(samples: Samples, baseline: string, name: string): string {
  if (name === baseline) return '1'
  const ratio = pairwiseRatio(costs(samples, baseline, 'wall'), costs(samples, name, 'wall'))
  return withRange(ratio, (value) => value.toFixed(1))
}

function goalRow(goal: Goal, samples: Samples): string[] {
  const { figure, met } = judge(goal, samples)
  const verdict = met ? 'met' : '**not met**'
  if ('below' in goal) {
    const unit = goal.cost === 'rss' ? 'MB' : 's'
    const limit = goal.cost === 'rss' ? goal.below / 1e6 : goal.below
    return [`${goal.bench}: ${goal.cost} < ${limit} ${unit}`, `${format(goal.cost, figure)} ${unit}`, verdict]
  }
  const claim = `${goal.bench}: ≥ ${goal.timesFaster} times faster than ${goal.against}`
  return [claim, `${figure.toFixed(1)} times`, verdict]
}

function show(cost: Cost, values: Spread): string {
  return withRange(values, (value) => format(cost, value))
}

function format(cost: Cost, value: number): string {
  return cost === 'rss' ? (value / 1e6).toFixed(1) : value.toFixed(2)
}
