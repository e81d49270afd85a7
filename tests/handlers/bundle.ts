import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { compileFunction } from 'node:vm'
import { buildSync } from 'esbuild'

export const ENTRIES = ['greeter', 'inside-caller', 'probe', 'redeploy'] as const

export type Entry = (typeof ENTRIES)[number]

/** The text that the templates inline for an entry. */
export function bundle(entry: Entry): string {
  const { outputFiles } = buildSync({
    entryPoints: [resolve(__dirname, `../../handlers/${entry}.ts`)],
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    external: ['@aws-sdk/*'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** Evaluates a bundle as Lambda does, with `modules` in place of Node's own and the SDK's. */
export function load<Handler>(
  entry: Entry,
  { fetch: ask, modules = {} }: { fetch?: typeof fetch; modules?: Record<string, unknown> } = {},
): Handler {
  const real = createRequire(__filename)
  const requireFake = (name: string) => modules[name] ?? real(name)
  const refuse = async () => {
    throw new TypeError('fetch failed')
  }
  const module = { exports: {} as { handler: Handler } }
  const run = compileFunction(bundle(entry), ['module', 'exports', 'require', 'fetch'])
  run(module, module.exports, requireFake, ask ?? refuse)
  return module.exports.handler
}
