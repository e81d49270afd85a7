import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Result } from './judge.ts'

/** Which of the mutations a process takes: every n-th, so that slow themes are shared. */
export const shareOf = <T>(items: readonly T[], { index, of }: { index: number; of: number }): T[] =>
  items.filter((_, position) => position % of === index)

/** Runs this command once for each processor; every process writes a line of JSON for each mutant. */
export async function runInProcesses(
  processes: number,
  args: readonly string[],
  report: (result: Result) => void,
): Promise<void> {
  const running = Array.from({ length: processes }, (_, index) =>
    runOne(['--share', `${index}/${processes}`, ...args], report),
  )
  await Promise.all(running)
}

function runOne(args: readonly string[], report: (result: Result) => void): Promise<void> {
  const [script = ''] = process.argv.slice(1)
  const child = spawn(process.execPath, [script, 'mutate', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = () => child.kill()
  process.once('exit', stop)
  createInterface(child.stdout).on('line', (line) => report(JSON.parse(line)))
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => {
      process.off('exit', stop)
      if (code === 0) done()
      else fail(new Error(`the process for ${args.join(' ')} ended with ${code}`))
    })
  })
}
