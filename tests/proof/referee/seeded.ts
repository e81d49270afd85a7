import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import type { Bug } from './bugs.ts'

const HERE = join(process.cwd(), 'tests/proof/referee')

/** Puts a bug into the source text while it is bundled; the files stay as they are. */
const seeded = ({ file, find, replace }: Bug): Plugin => ({
  name: 'bug',
  setup({ onLoad }) {
    onLoad({ filter: /scripts\/.*\.ts$/ }, async ({ path }) => {
      if (path !== join(process.cwd(), 'scripts', file)) return undefined
      const text = await readFile(path, 'utf8')
      if (text.split(find).length !== 2) throw new Error(`'${find}' is not in ${file} exactly once`)
      return { contents: text.replace(find, () => replace), loader: 'ts' }
    })
  },
})

/** What the checks in a file here say first, with a bug or without; undefined when they notice nothing. */
export async function firstDisagreement(checks: string, bug?: Bug): Promise<string | undefined> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, checks)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['fast-check'],
    plugins: bug ? [seeded(bug)] : [],
  })
  const module = { exports: {} as { firstDisagreement: () => string | undefined } }
  const run = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')
  run(module, module.exports, createRequire(join(HERE, checks)))
  // A check that throws has noticed the bug as well.
  try {
    return module.exports.firstDisagreement()
  } catch (error) {
    return String(error)
  }
}
