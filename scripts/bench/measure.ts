import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../command/user-error.ts'
import type { Bench, Sample } from './model.ts'
import { commandLine } from './report.ts'

/** Runs the command of a bench once and returns its cost; a command that fails has none. */
export async function measure(bench: Bench): Promise<Sample> {
  const [program = '', ...args] = bench.command
  // A version manager's `node` on the PATH would be measured with it, and may be another Node.
  const command = [program === 'node' ? process.execPath : program, ...args]
  const ran = await run(python(), [resolve('bench/measure.py'), ...command], bench.folder, environment(bench))
  if (ran.code !== 0) {
    throw new UserError(
      `bench/measure.py could not run ${bench.name}: ${lastLines(ran.stderr, 1)}`,
      `It needs Python 3, and what it runs has to exist: ${commandLine(bench)}`,
    )
  }
  const { code, ...sample }: Sample & { code: number } = JSON.parse(ran.stdout)
  if (code !== 0) {
    throw new UserError(
      `${bench.name} failed with exit code ${code}:\n${lastLines(ran.stderr)}`,
      `Nothing is measured of a command that fails. See it by itself: ${commandLine(bench)}`,
    )
  }
  return sample
}

/** Runs a program to its end; one that cannot be started counts as exit code 127, as in a shell. */
export function run(program: string, args: readonly string[], folder = '.', env = process.env) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk) => (output.stdout += chunk))
    child.stderr.on('data', (chunk) => (output.stderr += chunk))
    child.on('error', (error) => done({ code: 127, stdout: '', stderr: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, ...output }))
  })
}

/** A profile or an endpoint of the person who measures would be measured with it, or worse, be written to. */
export function environment({ env }: Pick<Bench, 'env'>): NodeJS.ProcessEnv {
  if (!env) return process.env
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))
  return { ...Object.fromEntries(others), ...env }
}

/** The end of what a program said, where the reason of its failure stands. */
function lastLines(text: string, count = 15): string {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}

/** Small enough not to hide the command: a child's peak RSS starts at that of the process it was forked from. */
function python(): string {
  const own = resolve('.venv/bin/python')
  return existsSync(own) ? own : 'python3'
}
