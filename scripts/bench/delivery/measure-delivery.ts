import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { run } from '../measure.ts'
import { withPrograms } from '../programs.ts'
import { installAwsCli } from './awscli.ts'
import { compare } from './compare.ts'
import { ENDPOINT_PROGRAM } from './endpoint.ts'
import type { DeliveryFigures, Pace, Watched } from './model.ts'

/** Rounds by what takes time; where the service's own steps do, one takes the AWS CLI two minutes. */
export const DELIVERY_ROUNDS: Readonly<Record<Pace, number>> = { 'instant-resources': 3, instant: 7 }
/** Each seed is a creation and an update. */
const SEEDS = 40

/** Measures deployments to a local endpoint; nothing is sent to AWS. */
export async function measureDelivery(say: (line: string) => void): Promise<DeliveryFigures> {
  await installAwsCli()
  // Bundled and read from the disk once, before anything is measured.
  await run(process.execPath, ['scripts/run.mjs', 'deploy', '--help'])
  return withPrograms([ENDPOINT_PROGRAM, 'scripts/bench/delivery/watch-many.ts'], async (folder) => {
    const watched = await watchMany(folder)
    say(
      `${watched.length} deployments watched, known at most ${Math.max(...watched.map(({ late }) => late))} ms late`,
    )
    const comparisons = [
      ...(await compare(folder, 'instant-resources', DELIVERY_ROUNDS['instant-resources'], say)),
      ...(await compare(folder, 'instant', DELIVERY_ROUNDS.instant, say)),
    ]
    return { comparisons, watched }
  })
}

/** In a process of its own, as the SDK reads the environment of the process. */
async function watchMany(folder: string): Promise<Watched[]> {
  const child = spawn(process.execPath, [join(folder, 'watch-many.cjs'), String(SEEDS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  process.off('exit', kill)
  if (code !== 0) throw new Error(`watch-many failed with exit code ${code}`)
  return JSON.parse(output)
}
