import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** A command at a place, and what it printed. */
export interface Asked {
  readonly nameserver: string
  readonly command: readonly string[]
}
export interface Told {
  readonly out: string
  readonly code: number | null
}

/**
 * Runs the services of dist/ in a network namespace of their own, whose loopback has every address of the plan, and
 * asks them one thing after the other.
 */
export function askServices(parameters: readonly string[], questions: readonly Asked[]): Told[] {
  const folder = mkdtempSync(join(tmpdir(), 'lab-services-'))
  try {
    const bundle = join(folder, 'inside.cjs')
    buildSync({
      entryPoints: [join(__dirname, 'inside.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
    })
    const input = JSON.stringify({ folder, parameters, questions })
    const inside =
      'ip link set lo up && touch "$2/resolv.conf" && mount --bind "$2/resolv.conf" /etc/resolv.conf && exec node "$1"'
    const { stdout, stderr, status } = spawnSync(
      'unshare',
      ['-Urnm', 'sh', '-c', inside, 'sh', bundle, folder],
      {
        input,
        encoding: 'utf8',
      },
    )
    if (status !== 0) throw new Error(`inside: ${status}\n${stderr}\n${stdout}`)
    return JSON.parse(stdout)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
