import { build } from 'esbuild'
import type { Handler } from '../../templates/kit/index.ts'

const handlers: readonly Handler[] = ['greeter', 'inside-caller', 'probe', 'redeploy']

/** Bundles every handler as Lambda runs inline code: one CommonJS `index.js`, the AWS SDK taken from the runtime. */
export async function bundleHandlers(): Promise<ReadonlyMap<Handler, string>> {
  const { outputFiles } = await build({
    entryPoints: handlers.map((name) => `handlers/${name}.ts`),
    outdir: 'out', // names the outputs; nothing is written
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['@aws-sdk/*'],
  })
  return new Map(handlers.map((name, i) => [name, outputFiles[i]?.text.trim() ?? '']))
}
