import { buildSync } from 'esbuild'
import type { FunctionConfig } from '../../../scripts/lab/lambda/index.ts'

/**
 * A program that invokes a function once, prints the outcome and its log, and ends; bundled as scripts/run.mjs bundles
 * a command.
 *
 * @param command an expression, see `Host`
 * @param end how it ends
 */
export function bundled(
  config: FunctionConfig,
  event: object,
  folder: string,
  command: string,
  end = 'functions.stop()',
): string {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        import { Functions } from './scripts/lab/lambda/index.ts'
        const log = []
        const host = { folder: ${JSON.stringify(folder)}, command: ${command}, log: (_, line) => log.push(line), identity: () => undefined }
        const functions = new Functions([${JSON.stringify(config)}], host)
        functions.invoke(${JSON.stringify(config.address)}, ${JSON.stringify(event)}).then((outcome) => {
          console.log(JSON.stringify({ outcome, log }))
          ${end}
        })`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
  })
  return outputFiles[0]?.text ?? ''
}
