import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** A fault that somebody could make: in `file` under scripts/, `find` becomes `replace`. */
export interface Bug {
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
}

/** Bugs of a folder under scripts/. */
export const bugIn =
  (folder: string) =>
  (name: string, file: string, find: string, replace: string): Bug => ({
    name,
    file: join(folder, file),
    find,
    replace,
  })

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

/** What a file exports, with a bug in what it is made of or without. */
export async function exportsOf<Exports>(file: string, bug?: Bug): Promise<Exports> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['fast-check'],
    plugins: bug ? [seeded(bug)] : [],
  })
  const module = { exports: {} as Exports }
  const run = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')
  run(module, module.exports, createRequire(join(process.cwd(), file)))
  return module.exports
}
