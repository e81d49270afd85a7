import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { CDK_FOLDER } from './bench/cdk.ts'
import { versionOf } from './bench/delivery/awscli.ts'
import { THROTTLED_ONE_IN } from './bench/delivery/compare.ts'
import { DELAYS } from './bench/delivery/delays.ts'
import { DELIVERY_ROUNDS, measureDelivery } from './bench/delivery/measure-delivery.ts'
import { renderDelivery } from './bench/delivery/report-delivery.ts'
import { GROWTH_ROUNDS, measureGrowth, RUN_LIMIT } from './bench/growth/measure-growth.ts'
import { plotGrowth, renderGrowth } from './bench/growth/report-growth.ts'
import { LAB_ROUNDS, measureLab } from './bench/lab/measure-lab.ts'
import { renderLab } from './bench/lab/report-lab.ts'
import { measure } from './bench/measure.ts'
import type { Bench, Sample } from './bench/model.ts'
import { render } from './bench/report.ts'
import { SECTIONS } from './bench/sections.ts'
import { type Option, optionLines, parse } from './command/options.ts'
import { UserError } from './command/user-error.ts'

const RESULTS = 'bench/results.md'
const PLOT = 'bench/growth.svg'
const HINT = 'npm run bench -- --help tells what there is.'

const OPTIONS = {
  rounds: { type: 'string', value: 'N', help: 'how often each command of the first sections is run; else 7' },
  only: {
    type: 'string',
    value: 'commands|lab|growth|delivery',
    help: 'measures this part alone and prints it; what is written stays as it is',
  },
  help: { type: 'boolean', help: 'this' },
} as const satisfies Record<string, Option>

const say = (line: string) => console.log(line)

/** The parts of the report, in its order; each measures and returns Markdown. */
const PARTS = {
  commands: measureCommands,
  lab: async () => renderLab(await measureLab(say), LAB_ROUNDS),
  delivery: async () =>
    renderDelivery(await measureDelivery(say), {
      rounds: DELIVERY_ROUNDS,
      cliVersion: versionOf('awscli'),
      throttledOneIn: THROTTLED_ONE_IN,
      delays: DELAYS,
    }),
  growth: async () => {
    const growth = await measureGrowth(say)
    writeFileSync(PLOT, plotGrowth(growth))
    return renderGrowth(growth, GROWTH_ROUNDS, RUN_LIMIT)
  },
} as const satisfies Record<string, (rounds: number) => Promise<string>>

/** Measures everything and writes the report. Goals that are missed are reported, not failures. */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, OPTIONS, HINT)
  if (values.help) {
    say(`npm run bench -- [OPTION…]\n\nMeasures, and writes ${RESULTS} and ${PLOT}.\n`)
    say(optionLines(OPTIONS).join('\n'))
    return 0
  }
  const [stray] = positionals
  if (stray !== undefined) throw new UserError(`'${stray}' belongs to no option.`, HINT)
  const rounds = readRounds(values.rounds ?? '7')
  if (values.only !== undefined) {
    say(`\n${await PARTS[partOf(values.only)](rounds)}`)
    return 0
  }
  const texts: string[] = []
  for (const part of Object.values(PARTS)) texts.push((await part(rounds)).trimEnd())
  const text = `${texts.join('\n\n')}\n`
  writeFileSync(RESULTS, text)
  say(`\n${text}\nWritten to ${RESULTS} and ${PLOT}`)
  return 0
}

async function measureCommands(rounds: number): Promise<string> {
  const benches = SECTIONS.flatMap((section) => section.benches)
  for (const bench of benches) await bench.prepare?.()

  // The first round reads everything from the disk, and shows a command that fails before the time is spent.
  await runRound(benches, `warm-up, then ${rounds} rounds`)
  const samples: Record<string, Sample[]> = Object.fromEntries(benches.map(({ name }) => [name, []]))
  for (let round = 1; round <= rounds; round++) {
    const measured = await runRound(benches, `round ${round} of ${rounds}`)
    for (const [name, sample] of measured) samples[name]?.push(sample)
  }
  const date = new Date().toISOString().slice(0, 10)
  return render({ date, machine: machine(), versions: versions(), rounds, sections: SECTIONS, samples })
}

/** One run of each bench in turn, so that a busy spell of the machine meets them all. */
async function runRound(benches: readonly Bench[], title: string): Promise<Map<string, Sample>> {
  const measured = new Map<string, Sample>()
  for (const bench of benches) measured.set(bench.name, await measure(bench))
  const walls = [...measured].map(([name, { wall }]) => `${name} ${wall.toFixed(2)} s`)
  console.log(`${title}: ${walls.join(' · ')}`)
  return measured
}

function readRounds(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text))
    throw new UserError(`--rounds '${text}' is not a number from 1 to 999`, HINT)
  return Number(text)
}

function partOf(text: string): keyof typeof PARTS {
  if (Object.hasOwn(PARTS, text)) return text as keyof typeof PARTS
  throw new UserError(
    `--only '${text}' is no part of the bench.`,
    `They are ${Object.keys(PARTS).join(', ')}.`,
  )
}

function machine(): string[] {
  const cores = cpus()
  return [
    `${cores.length} cores of ${cores[0]?.model.trim() ?? 'an unknown CPU'}`,
    `${(totalmem() / 1e9).toFixed(1)} GB`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
  ]
}

function versions(): Record<string, string> {
  const cdk = ['aws-cdk-lib', 'constructs', 'aws-cdk', 'tsx'].map((name) => [name, CDK_FOLDER])
  const own = ['cloudform', 'yaml', 'esbuild', 'typescript'].map((name) => [name, '.'])
  return Object.fromEntries(
    [...own, ...cdk].map(([name, folder]) => {
      const { version } = JSON.parse(readFileSync(`${folder}/node_modules/${name}/package.json`, 'utf8'))
      return [name, version]
    }),
  )
}
