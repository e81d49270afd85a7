import { table, withRange } from '../markdown.ts'
import { spread } from '../statistics.ts'
import type { Loaded } from './load.ts'
import { type LabFigures, perSecond, type Traffic } from './model.ts'

/** What is promised of the lab: milliseconds, bytes, answers a second, and by how much its memory may grow. */
const GOALS = { up: 500, reload: 50, down: 200, idle: 80e6, mock: 5000, greeter: 500, growth: 1.2 }

/** The section of `bench/results.md`. */
export function renderLab(figures: LabFigures, rounds: number): string {
  const { up, reload, down, idle, traffic, crashes } = figures
  const times = [
    ['up: from the launcher’s start to its word that the lab is ready', up],
    ['reload: from the question to the answer that new rules are in force', reload],
    ['down: from the kill to the end of the last process', down],
  ] as const
  return [
    '## The lab',
    `Labs of \`dist/main.yaml\`, median (min–max) of ${rounds} after one that is not counted.`,
    table(
      ['', 'ms'],
      times.map(([name, values]) => [name, withRange(spread(values), (value) => value.toFixed(0))]),
    ),
    `An idle lab has ${megabytes(idle.rss)} MB: the RSS of its processes together (the namespaces' keeper, their first ` +
      `process, the region), with pages that they share counted once for each; ${megabytes(idle.pss)} MB as PSS. The ` +
      'launcher is not counted, nor functions, of which an idle lab has none.',
    'Traffic over connections that stay open, from the consumer through the packet filters and TLS to the ' +
      'endpoint; and from and to addresses of the loopback, with the same server and client.',
    table(
      ['', 'requests/s', 'p50 ms', 'p99 ms', 'on loopback: requests/s', 'p50 ms', 'p99 ms', 'lab ÷ loopback'],
      traffic.map(trafficRow),
    ),
    crashText(figures),
    table(
      ['goal', 'measured', ''],
      [
        below('up', GOALS.up, 'ms', spread(up).median),
        below('reload', GOALS.reload, 'ms', spread(reload).median),
        below('down', GOALS.down, 'ms', spread(down).median),
        below('idle lab', GOALS.idle / 1e6, 'MB', idle.rss / 1e6),
        ...[GOALS.mock, GOALS.greeter].map((least, i) => atLeast(traffic[i], least)),
        [
          'with crashes: no answer lost or wrong',
          `${crashes.loaded.lost} lost, ${crashes.loaded.wrong} wrong`,
          verdict(crashes.loaded.lost + crashes.loaded.wrong === 0),
        ],
        below(
          'with crashes: memory ÷ memory before',
          GOALS.growth,
          '',
          crashes.after.rss / crashes.before.rss,
          2,
        ),
      ],
    ),
  ].join('\n\n')
}

function crashText({ crashes: { loaded, before, after } }: LabFigures): string {
  const { '200': good = 0, '502': crashed = 0, ...others } = loaded.answers
  return (
    `With one invocation in a hundred that ends its process, 20 connections had ${good.toLocaleString('en')} answers ` +
    `in ${loaded.seconds.toFixed(0)} s (${perSecond(loaded).toFixed(0)}/s), each its own, and ` +
    `${crashed.toLocaleString('en')} times 502; other statuses: ${JSON.stringify(others)}. The memory of the process ` +
    `that answers went from ${megabytes(before.rss)} MB (after half as long) to ${megabytes(after.rss)} MB.`
  )
}

const trafficRow = ({ name, lab, loopback }: Traffic): string[] => [
  name,
  ...figuresOf(lab),
  ...figuresOf(loopback),
  (perSecond(lab) / perSecond(loopback)).toFixed(2),
]

const figuresOf = (loaded: Loaded): string[] => [
  `${perSecond(loaded).toFixed(0)}${others(loaded)}`,
  loaded.p50.toFixed(2),
  loaded.p99.toFixed(2),
]

/** What was answered otherwise than with 200, which is no request served. */
function others({ answers }: Loaded): string {
  const found = Object.entries(answers).filter(([status]) => status !== '200')
  return found.map(([status, count]) => ` (and ${count} times ${status})`).join('')
}

function below(what: string, limit: number, unit: string, figure: number, digits = 0): string[] {
  const withUnit = (text: string) => (unit ? `${text} ${unit}` : text)
  return [`${what} < ${withUnit(String(limit))}`, withUnit(figure.toFixed(digits)), verdict(figure < limit)]
}

function atLeast(traffic: Traffic | undefined, least: number): string[] {
  const figure = traffic ? perSecond(traffic.lab) : 0
  return [`${traffic?.name} ≥ ${least} requests/s`, `${figure.toFixed(0)}`, verdict(figure >= least)]
}

const verdict = (met: boolean): string => (met ? 'met' : '**not met**')
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
