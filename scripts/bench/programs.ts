import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'

/**
 * Bundles programs into a folder of the project, where they find their packages; it goes however the work ends.
 *
 * @param files `a/serve.ts` becomes `serve.cjs`
 */
export async function withPrograms<T>(
  files: readonly string[],
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const cache = resolve('.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // Ctrl-C ends the process without its finally blocks (run.mjs), and SIGTERM without those of 'exit' as well.
  const end = () => process.exit(143)
  process.once('exit', remove).once('SIGTERM', end)
  try {
    await build({
      entryPoints: files.map((file) => ({ in: file, out: basename(file, '.ts') })),
      outdir: folder,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      packages: 'external',
    })
    return await work(folder)
  } finally {
    remove()
    process.off('exit', remove).off('SIGTERM', end)
  }
}
