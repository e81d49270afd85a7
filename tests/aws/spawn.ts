import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import type { LoggedCall } from './calls.ts'
import type { Question } from './serve.ts'

export interface Spawned {
  readonly instant?: boolean
  readonly took?: Readonly<Record<string, number>>
  readonly delays?: Readonly<Record<string, number>>
}

/** Runs the endpoint in a process of its own: a bench measures clients, and not what answers them. */
export async function spawnAws({ instant = false, took = {}, delays = {} }: Spawned = {}) {
  // In the project, so that its packages resolve.
  const folder = mkdtempSync(join(process.cwd(), 'node_modules/.aws-endpoint-'))
  const outfile = join(folder, 'serve.cjs')
  buildSync({
    entryPoints: [join(process.cwd(), 'tests/aws/serve.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
  })
  const child = fork(
    outfile,
    [
      ...(instant ? ['--instant'] : []),
      ...Object.entries(took).flatMap(([what, ms]) => ['--took', `${what}=${ms}`]),
      ...Object.entries(delays).flatMap(([service, ms]) => ['--delay', `${service}=${ms}`]),
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  const [env] = (await once(child, 'message')) as [Record<string, string>]
  return {
    url: env.AWS_ENDPOINT_URL ?? '',
    env,
    calls: () => ask<LoggedCall[]>(child, 'calls'),
    clear: () => ask(child, 'clear'),
    async stop() {
      const ended = once(child, 'exit')
      child.send('stop' satisfies Question)
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ask<Answer>(child: ChildProcess, question: Question): Promise<Answer> {
  const answered = once(child, 'message')
  child.send(question)
  const [answer] = (await answered) as [Answer]
  return answer
}
