import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withPrograms } from '../programs.ts'
import { DIMENSIONS, type Dimension } from './dimensions.ts'
import type { Growth, Outcome, Proof, Question } from './model.ts'

/** Seconds after which a run is ended: a blow-up is reported, not waited for. */
export const RUN_LIMIT = 30
export const GROWTH_ROUNDS = 3

/** Measures how the proof grows: each proof, and each question put to two solvers, is a program of its own. */
export function measureGrowth(say: (line: string) => void): Promise<Growth[]> {
  const programs = ['prove-once', 'ask-once'].map((name) => `scripts/bench/growth/${name}.ts`)
  return withPrograms(programs, async (folder) => {
    const found: Growth[] = []
    for (const dimension of DIMENSIONS) {
      const growth = await measureDimension(dimension, folder)
      found.push(growth)
      const times = growth.points.map(({ size, proofs }) => `${size}: ${proofs.map(shortly).join(' ')}`)
      say(`growth with ${dimension.name}: ${times.join(' · ')}`)
    }
    return found
  })
}

async function measureDimension({ name, text, sizes, make }: Dimension, folder: string): Promise<Growth> {
  const points = sizes.map((size) => ({
    size,
    file: join(folder, `${size}.json`),
    proofs: [] as Outcome<Proof>[],
    question: undefined as Outcome<Question> | undefined,
  }))
  for (const { size, file } of points) writeFileSync(file, make(size))
  // All sizes in each round, so that a busy spell of the machine meets them all. Where one takes too long, it is not
  // tried again, and larger ones would take too long as well.
  let tried = points
  for (let round = 0; round < GROWTH_ROUNDS; round++) {
    for (const [index, point] of tried.entries()) {
      const proof = await runOnce<Proof>('prove-once', point.file, folder)
      point.proofs.push(proof)
      if (proof === 'too long') {
        tried = tried.slice(0, index)
        break
      }
    }
  }
  for (const point of tried) {
    point.question = await runOnce<Question>('ask-once', point.file, folder)
    if (point.question === 'too long') break
  }
  return { name, text, points }
}

/** Runs one of the programs to its end, or to the limit. */
function runOnce<T>(program: string, file: string, folder: string): Promise<Outcome<T>> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(folder, `${program}.cjs`), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: RUN_LIMIT * 1000,
      killSignal: 'SIGKILL',
    })
    // The limit is ours to keep, so nothing may outlive us.
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.on('error', fail)
    child.on('close', (code, signal) => {
      process.off('exit', kill)
      if (signal === 'SIGKILL') done('too long')
      else if (code === 0) done(JSON.parse(output))
      else fail(new Error(`${program} of ${file} failed with exit code ${code}`))
    })
  })
}

const shortly = (proof: Outcome<Proof>): string => (proof === 'too long' ? proof : proof.seconds.toFixed(2))
