import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { parseArgs } from 'node:util'
import { CDK_FOLDER } from './bench/cdk.ts'
import { GROWTH_ROUNDS, measureGrowth, RUN_LIMIT } from './bench/growth/measure-growth.ts'
import { plotGrowth, renderGrowth } from './bench/growth/report-growth.ts'
import { LAB_ROUNDS, measureLab } from './bench/lab/measure-lab.ts'
import { renderLab } from './bench/lab/report-lab.ts'
import { measure } from './bench/measure.ts'
import type { Bench, Sample } from './bench/model.ts'
import { render } from './bench/report.ts'
import { SECTIONS } from './bench/sections.ts'
import { UserError } from './command/user-error.ts'

const RESULTS = 'bench/results.md'
const PLOT = 'bench/growth.svg'

/** Measures every bench and writes the report. Goals that are missed are reported, not failures. */
export async function main(args: string[]): Promise<number> {
  const rounds = readRounds(args)
  const benches = SECTIONS.flatMap((section) => section.benches)
  for (const bench of benches) await bench.prepare?.()

  // The first round reads everything from the disk, and shows a command that fails before the time is spent.
  await runRound(benches, `warm-up, then ${rounds} rounds`)
  const samples: Record<string, Sample[]> = Object.fromEntries(benches.map(({ name }) => [name, []]))
  for (let round = 1; round <= rounds; round++) {
    const measured = await runRound(benches, `round ${round} of ${rounds}`)
    for (const [name, sample] of measured) samples[name]?.push(sample)
  }

  const lab = await measureLab((line) => console.log(line))
  const growth = await measureGrowth((line) => console.log(line))

  const date = new Date().toISOString().slice(0, 10)
  const report = { date, machine: machine(), versions: versions(), rounds, sections: SECTIONS, samples }
  const text = `${render(report)}\n${renderLab(lab, LAB_ROUNDS)}\n\n${renderGrowth(growth, GROWTH_ROUNDS, RUN_LIMIT)}\n`
  writeFileSync(RESULTS, text)
  writeFileSync(PLOT, plotGrowth(growth))
  console.log(`\n${text}\nWritten to ${RESULTS} and ${PLOT}`)
  return 0
}

/** One run of each bench in turn, so that a busy spell of the machine meets them all. */
async function runRound(benches: readonly Bench[], title: string): Promise<Map<string, Sample>> {
  const measured = new Map<string, Sample>()
  for (const bench of benches) measured.set(bench.name, await measure(bench))
  const walls = [...measured].map(([name, { wall }]) => `${name} ${wall.toFixed(2)} s`)
  console.log(`${title}: ${walls.join(' · ')}`)
  return measured
}

function readRounds(args: string[]): number {
  const cure = 'Usage: npm run bench -- --rounds 7'
  let text: string
  try {
    text = parseArgs({ args, options: { rounds: { type: 'string', default: '7' } } }).values.rounds
  } catch (error) {
    throw new UserError((error as Error).message, cure)
  }
  if (!/^[1-9]\d{0,2}$/.test(text))
    throw new UserError(`--rounds '${text}' is not a number from 1 to 999`, cure)
  return Number(text)
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
