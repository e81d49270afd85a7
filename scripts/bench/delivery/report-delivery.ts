import { table, withRange } from '../markdown.ts'
import { commandLine } from '../report.ts'
import { median, pairwiseRatio, spread } from '../statistics.ts'
import { COMMANDS, UPLOAD } from './commands.ts'
import {
  CASES,
  type Comparison,
  type DeliveryFigures,
  fixedPolls,
  PACES,
  type Pace,
  TOOLS,
  type Tool,
  type Watched,
} from './model.ts'

/** What is promised: times faster, milliseconds late, requests of what a fixed poll makes. */
const GOALS = { timesFaster: 3, late: 2000, requests: 0.25 }
const CLI: Tool = 'aws cloudformation deploy'

export interface Settings {
  readonly rounds: Readonly<Record<Pace, number>>
  readonly cliVersion: string
  readonly throttledOneIn: number
  /** Milliseconds, by service. */
  readonly delays: Readonly<Record<string, number>>
}

/** The section of `bench/results.md`. */
export function renderDelivery(figures: DeliveryFigures, settings: Settings): string {
  const { comparisons, watched } = figures
  const delays = Object.entries(settings.delays).map(([service, ms]) => `${service} ${ms} ms`)
  return [
    '## Deploying',
    `\`npm run deploy\` beside \`aws cloudformation deploy\` (AWS CLI ${settings.cliVersion}): \`dist/main.yaml\` with its ` +
      'four nested templates, to a local endpoint that answers as AWS does, a process of its own for each tool with the ' +
      `same settings. It takes its time for each answer (${delays.join(', ')}). Case by case, one tool after the other; ` +
      'every round begins with fresh stacks and buckets. Whole processes are timed. Ours: the proof, the artifact bucket and ' +
      'the upload (create), the change set with those of nested stacks, the events, the outputs. The CLI: its command ' +
      'alone; what it takes to upload the templates beforehand is not counted.',
    ...PACES.flatMap((pace) => {
      const own = comparisons.filter((each) => each.pace === pace)
      return [paceText(pace, settings), table(HEADS, own.flatMap(rows))]
    }),
    commandList(),
    'Calls of a whole command, as the endpoint counted them, those made again after a throttled one included: median ' +
      'of the rounds.',
    table(
      ['', ...CASES],
      PACES.flatMap((pace) =>
        TOOLS.map((tool) => [`${tool} (${PACE_NAMES[pace]})`, ...callCells(comparisons, pace, tool)]),
      ),
    ),
    watchText(watched),
    table(
      ['', 'stack takes s', 'known late by ms', 'requests', '÷ fixed poll', 'the most'],
      (['create', 'update'] as const).map((what) => watchRow(what, watched)),
    ),
    table(['goal', 'measured', ''], goals(figures)),
  ].join('\n\n')
}

const PACE_NAMES: Readonly<Record<Pace, string>> = {
  'instant-resources': 'service takes its time',
  instant: 'nothing takes time',
}

function paceText(pace: Pace, { rounds, throttledOneIn }: Settings): string {
  return pace === 'instant-resources'
    ? 'Resources take no time; what is CloudFormation’s own takes as long as assumed in `tests/aws`: a change set 3 s, ' +
        'the beginning 1 s, a nested stack 2 s until its parent notices. One call in ' +
        `${throttledOneIn} is throttled, the same ones for both. ${rounds[pace]} rounds.`
    : 'Nothing takes time, change sets included, and nothing is throttled: what is left are processes that start and ' +
        'calls that are answered, and neither waits for anything. CloudFormation is never like that. ' +
        `${rounds[pace]} rounds.`
}

const HEADS = ['', 'wall s', 'user s', 'RSS MB', `${CLI} ÷ this`]

function rows({ case: what, pairs }: Comparison): string[][] {
  return TOOLS.map((tool) => {
    const samples = pairs.map((pair) => pair[tool].sample)
    const cell = (values: number[], digits: number) =>
      withRange(spread(values), (value) => value.toFixed(digits))
    return [
      `${what}: ${tool}`,
      cell(
        samples.map(({ wall }) => wall),
        2,
      ),
      cell(
        samples.map(({ user }) => user),
        2,
      ),
      cell(
        samples.map(({ rss }) => rss / 1e6),
        1,
      ),
      tool === CLI ? '1' : withRange(ratio(pairs), (value) => value.toFixed(1)),
    ]
  })
}

/** How many times longer the CLI took, round by round. */
function ratio(pairs: Comparison['pairs']) {
  const walls = (tool: Tool) => pairs.map((pair) => pair[tool].sample.wall)
  return pairwiseRatio(walls(CLI), walls('deploy'))
}

function commandList(): string {
  const lines = TOOLS.flatMap((tool) =>
    CASES.slice(0, 2).map((what) => `- ${what}: \`${commandLine({ command: COMMANDS[tool](what) })}\``),
  )
  const before = UPLOAD.map((command) => `\`${commandLine({ command })}\``)
  return [...lines, '- no change: that of the update once more', `- beforehand: ${before.join(', ')}`].join(
    '\n',
  )
}

const callCells = (comparisons: readonly Comparison[], pace: Pace, tool: Tool): string[] =>
  CASES.map((what) => {
    const own = comparisons.find((each) => each.pace === pace && each.case === what)
    return median((own?.pairs ?? []).map((pair) => pair[tool].calls.length)).toFixed(0)
  })

function watchText(watched: readonly Watched[]): string {
  return (
    `How an end is noticed, in **simulated time**: ${watched.length} deployments of the same templates in one process, ` +
    'whose clock moves on at once where it would wait, and by what an answer takes. Resources take as long as usual, ' +
    'times a factor from 1/3 to 3 for each type (seeded). Late is the time from the event that ends the root stack to the moment ' +
    '`deploy` tells it. Requests are all that it made to watch; the fixed poll asks the root and its four nested stacks ' +
    'each 2 s until then.'
  )
}

function watchRow(what: Watched['case'], watched: readonly Watched[]): string[] {
  const own = watched.filter((each) => each.case === what)
  const range = (values: number[]) => withRange(spread(values), (value) => value.toFixed(0))
  return [
    `${what} (${own.length})`,
    range(own.map(({ duration }) => duration / 1000)),
    range(own.map(({ late }) => late)),
    range(own.map(({ requests }) => requests)),
    share(own).toFixed(3),
    Math.max(...own.map((each) => share([each]))).toFixed(3),
  ]
}

/** Requests of these together, of what a fixed poll would have made. */
export const share = (watched: readonly Watched[]): number =>
  sum(watched.map(({ requests }) => requests)) / sum(watched.map(fixedPolls))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function goals({ comparisons, watched }: DeliveryFigures): string[][] {
  const late = Math.max(...watched.map((each) => each.late))
  const requests = share(watched)
  return [
    ...comparisons.map(({ pace, case: what, pairs }) => {
      const { median: times } = ratio(pairs)
      const claim = `${what}, ${PACE_NAMES[pace]}: ≥ ${GOALS.timesFaster} times faster than ${CLI}`
      return [claim, `${times.toFixed(1)} times`, verdict(times >= GOALS.timesFaster)]
    }),
    [`the end is known at most ${GOALS.late} ms late`, `${late.toFixed(0)} ms`, verdict(late <= GOALS.late)],
    [
      `requests ≤ ${GOALS.requests} of a fixed 2 s poll of every stack, all together`,
      requests.toFixed(3),
      verdict(requests <= GOALS.requests),
    ],
  ]
}

const verdict = (met: boolean): string => (met ? 'met' : '**not met**')
